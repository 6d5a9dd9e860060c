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
import io.broadsheet.ingest.field.PlainText;
import io.broadsheet.ingest.field.Slug;
import io.broadsheet.ingest.field.WebAddress;
import io.broadsheet.ingest.ledger.ArticleContent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * An article as an editor sends it. What an article that was read has beyond a draft is
 * ignored, so that it can be changed and sent back.
 *
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
 * @param publishedAt when readers could first see it, for an article of the past
 * @param publishAt when it is to be published: not supported yet
 * @param source where it comes from, if not from the newspaper
 * @param rankable whether it may stand in rankings, which is so if absent
 * @param correction what readers are told when a revision mends something wrong
 */
@JsonIgnoreProperties({ "id", "revision", "state", "slug", "aliases", "url", "updatedAt", "corrections" })
record Draft(@Nullable @Size(min = 1, max = 200) @PlainText String externalId,
		@NotBlank @Size(max = 300) @PlainText String headline, @Nullable @Size(max = 2000) @PlainText String summary,
		@Nullable String body, @NotNull @LanguageTag String language, @NotNull @Slug String section,
		@Nullable @Size(max = MOST_TAGS) List<@NotNull @Slug String> tags,
		@Nullable @Size(max = MOST_AUTHORS) List<@NotNull @Valid DraftAuthor> authors,
		@Nullable @Size(max = 200) @PlainText String dateline,
		@Nullable @Size(max = MOST_IMAGES) List<@NotNull @Valid DraftImage> images,
		@Nullable @PastOrPresent(message = "must not be in the future") OffsetDateTime publishedAt,
		@Nullable @Null(message = "is not supported yet") OffsetDateTime publishAt, @Nullable @Valid DraftSource source,
		@Nullable Boolean rankable, @Nullable @Size(min = 1, max = 2000) @PlainText String correction) {

	static final int MOST_TAGS = 50;

	static final int MOST_AUTHORS = 50;

	static final int MOST_IMAGES = 100;

	Draft {
		tags = ListLimit.cut(tags, MOST_TAGS);
		authors = ListLimit.cut(authors, MOST_AUTHORS);
		images = ListLimit.cut(images, MOST_IMAGES);
	}

	ArticleContent content(String sanitisedBody) {
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

	record DraftAuthor(@NotBlank @Size(max = 200) @PlainText String name) {

		Author author() {
			return new Author(this.name.strip());
		}

	}

	record DraftSource(@NotBlank @Size(max = 200) @PlainText String name,
			@Nullable @Size(max = 2000) @WebAddress String url) {

		Source source() {
			return new Source(this.name.strip(), this.url);
		}

	}

}
