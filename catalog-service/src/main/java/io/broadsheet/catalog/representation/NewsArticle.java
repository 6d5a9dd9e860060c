package io.broadsheet.catalog.representation;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.broadsheet.catalog.PublisherSettings;
import io.broadsheet.events.Article;
import io.broadsheet.events.Image;
import io.broadsheet.events.Source;
import org.jspecify.annotations.Nullable;

/**
 * An article as <a href="https://schema.org/NewsArticle">schema.org</a> describes it.
 *
 * @param context where the words are from
 * @param type what it is
 * @param id its canonical address
 * @param url the same
 * @param mainEntityOfPage the same
 * @param identifier its id
 * @param headline plain text
 * @param description standfirst, plain text
 * @param articleBody the body without its markup
 * @param articleSection slug of the section
 * @param keywords slugs of the tags
 * @param inLanguage BCP 47 tag
 * @param dateline where it was written
 * @param datePublished in the publisher's zone
 * @param dateModified in the publisher's zone
 * @param author the byline
 * @param publisher the newspaper
 * @param sourceOrganization where it comes from, if not from the newspaper
 * @param image the pictures
 * @param correction what was mended, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record NewsArticle(@JsonProperty("@context") String context, @JsonProperty("@type") String type,
		@JsonProperty("@id") String id, String url, String mainEntityOfPage, String identifier, String headline,
		@Nullable String description, String articleBody, String articleSection, List<String> keywords,
		String inLanguage, @Nullable String dateline, OffsetDateTime datePublished, OffsetDateTime dateModified,
		List<Person> author, Organization publisher, @Nullable Organization sourceOrganization, List<ImageObject> image,
		List<CorrectionComment> correction) {

	/** The type of answers that hold it. */
	static final String MEDIA_TYPE = "application/ld+json";

	/**
	 * Describes an article.
	 * @param article the article
	 * @param publisher who publishes it
	 * @return its description
	 */
	static NewsArticle of(Article article, PublisherSettings publisher) {
		ZoneId zone = publisher.zone();
		return new NewsArticle("https://schema.org", "NewsArticle", article.url(), article.url(), article.url(),
				article.id(), article.headline(), article.summary(), PlainText.of(article.body()), article.section(),
				article.tags(), article.language(), article.dateline(), in(zone, article.publishedAt()),
				in(zone, article.updatedAt()),
				article.authors().stream().map((author) -> new Person("Person", author.name())).toList(),
				new Organization("Organization", publisher.name(), null), source(article.source()),
				article.images().stream().map(ImageObject::of).toList(),
				article.corrections()
					.stream()
					.map((note) -> new CorrectionComment("CorrectionComment", note.note(), in(zone, note.at())))
					.toList());
	}

	private static @Nullable Organization source(@Nullable Source source) {
		return (source != null) ? new Organization("Organization", source.name(), source.url()) : null;
	}

	private static OffsetDateTime in(ZoneId zone, OffsetDateTime time) {
		return time.atZoneSameInstant(zone).toOffsetDateTime();
	}

	/**
	 * Somebody of the byline.
	 *
	 * @param type what it is
	 * @param name as it is printed
	 */
	record Person(@JsonProperty("@type") String type, String name) {
	}

	/**
	 * A newspaper or an agency.
	 *
	 * @param type what it is
	 * @param name as it is printed
	 * @param url its address, or that of what it published
	 */
	record Organization(@JsonProperty("@type") String type, String name, @Nullable String url) {
	}

	/**
	 * A picture.
	 *
	 * @param type what it is
	 * @param url where it is
	 * @param caption plain text
	 * @param creditText who made it
	 * @param description what is to be seen, for those who don't see it
	 * @param inLanguage of the caption
	 * @param width pixels
	 * @param height pixels
	 */
	record ImageObject(@JsonProperty("@type") String type, String url, @Nullable String caption,
			@Nullable String creditText, @Nullable String description, @Nullable String inLanguage,
			@Nullable Integer width, @Nullable Integer height) {

		static ImageObject of(Image image) {
			return new ImageObject("ImageObject", image.url(), image.caption(), image.credit(), image.alt(),
					image.language(), image.width(), image.height());
		}

	}

	/**
	 * What readers were told when something wrong was mended.
	 *
	 * @param type what it is
	 * @param text plain text
	 * @param datePublished in the publisher's zone
	 */
	record CorrectionComment(@JsonProperty("@type") String type, String text, OffsetDateTime datePublished) {
	}

}
