package io.broadsheet.ingest.article;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.broadsheet.events.Author;
import io.broadsheet.events.Source;
import io.broadsheet.ingest.field.DraftImage;
import io.broadsheet.ingest.field.LanguageTag;
import io.broadsheet.ingest.field.ListLimit;
import io.broadsheet.ingest.field.PlainLine;
import io.broadsheet.ingest.field.PlainText;
import io.broadsheet.ingest.field.Slug;
import io.broadsheet.ingest.field.WebAddress;
import io.broadsheet.ingest.ledger.ArticleContent;
import io.broadsheet.ingest.problem.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * An article as an editor sends it. What an article that was read has beyond a draft is
 * ignored, so that it can be changed and sent back.
 *
 * @param id the article's own, if it is sent back
 * @param state the state that it was read in, if it is sent back; it is not changed by it
 * @param externalId the id in the system that it comes from: makes it the same article
 * each time
 * @param headline plain text, up to 300 characters
 * @param summary standfirst, plain text, up to 2,000 characters
 * @param body HTML; what is not allowed in an article is removed
 * @param language BCP 47 tag, such as {@code vi} or {@code en-GB}
 * @param section slug
 * @param tags slugs, up to 50
 * @param authors the byline, in order
 * @param dateline where it was written
 * @param images in order of importance
 * @param publishedAt when readers could first see it, for an article of the past; it
 * stays once they have seen it
 * @param publishAt when readers may see it, if not at once
 * @param source where it comes from, if not from the newspaper
 * @param rankable whether it may stand in rankings, which is so if absent
 * @param correction what readers are told when a revision mends something wrong
 */
@JsonIgnoreProperties({ "revision", "slug", "aliases", "url", "updatedAt", "corrections", "withdrawal" })
public record Draft(@Nullable String id, @Nullable @Pattern(regexp = STATE, message = STATE_MESSAGE) String state,
		@Nullable @Size(min = 1, max = 200) @PlainLine String externalId,
		@NotBlank @Size(max = 300) @PlainLine @Pattern(regexp = WORDS, message = WORDS_MESSAGE) String headline,
		@Nullable @Size(max = 2000) @PlainText String summary, @Nullable String body,
		@NotNull @LanguageTag String language, @NotNull @Slug String section,
		@Nullable @Size(max = MOST_TAGS) List<@NotNull @Slug String> tags,
		@Nullable @Size(max = MOST_AUTHORS) List<@NotNull @Valid DraftAuthor> authors,
		@Nullable @Size(max = 200) @PlainLine String dateline,
		@Nullable @Size(max = MOST_IMAGES) List<@NotNull @Valid DraftImage> images,
		@Nullable @PastOrPresent(message = "must not be in the future") OffsetDateTime publishedAt,
		@Nullable OffsetDateTime publishAt, @Nullable @Valid DraftSource source, @Nullable Boolean rankable,
		@Nullable @Size(min = 1, max = 2000) @PlainText String correction) {

	static final int MOST_TAGS = 50;

	static final int MOST_AUTHORS = 50;

	static final int MOST_IMAGES = 100;

	static final String STATE = "scheduled|published|withdrawn|withheld";

	static final String STATE_MESSAGE = "must be scheduled, published, withdrawn or withheld";

	static final String WORDS = "(?s).*[\\p{L}\\p{N}].*";

	static final String WORDS_MESSAGE = "must have a letter or a digit";

	public Draft {
		tags = ListLimit.cut(tags, MOST_TAGS);
		authors = ListLimit.cut(authors, MOST_AUTHORS);
		images = ListLimit.cut(images, MOST_IMAGES);
	}

	/**
	 * Refuses what a draft may not say beside what each field may not say.
	 * @param articleId the article that it is of, or null for a new one
	 */
	public void check(@Nullable String articleId) {
		if (this.id != null && !this.id.equals(articleId)) {
			throw Problem.invalidField("/id",
					(articleId != null) ? "is that of another article" : "is made by the ledger: leave it out");
		}
		if (articleId == null && this.correction != null) {
			throw Problem.invalidField("/correction", "belongs to a revision, not to a new article");
		}
		if (this.publishAt != null && this.publishedAt != null) {
			throw Problem.invalidField("/publishedAt", "can't be given together with publishAt");
		}
	}

	/**
	 * The article that this draft makes. Only of a draft that was validated.
	 * @param sanitisedBody the body as {@link BodyPolicy} left it
	 * @return what the ledger keeps
	 */
	public ArticleContent content(String sanitisedBody) {
		return new ArticleContent(this.externalId, this.headline.strip(), this.summary, sanitisedBody, this.language,
				this.section, distinct(this.tags), map(this.authors, DraftAuthor::author), this.dateline,
				map(this.images, DraftImage::image), this.publishedAt,
				(this.source != null) ? this.source.source() : null, this.rankable == null || this.rankable);
	}

	private static List<String> distinct(@Nullable List<String> slugs) {
		return (slugs != null) ? slugs.stream().distinct().toList() : List.of();
	}

	private static <D, T> List<T> map(@Nullable List<D> drafts, Function<D, T> mapping) {
		return (drafts != null) ? drafts.stream().map(mapping).toList() : List.of();
	}

	/**
	 * One name of the byline.
	 *
	 * @param name as it is printed
	 */
	public record DraftAuthor(@NotBlank @Size(max = 200) @PlainLine String name) {

		Author author() {
			return new Author(this.name.strip());
		}

	}

	/**
	 * Where the story comes from.
	 *
	 * @param name as it is printed
	 * @param url the original, http or https
	 */
	public record DraftSource(@NotBlank @Size(max = 200) @PlainLine String name,
			@Nullable @Size(max = 2000) @WebAddress String url) {

		Source source() {
			return new Source(this.name.strip(), this.url);
		}

	}

}
