package io.broadsheet.events;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * An article as readers may see it at one revision.
 *
 * @param id opaque, never changes
 * @param externalId the id in the system that it came from
 * @param revision 1, 2, 3, …: grows by one with each accepted change
 * @param slug the readable part of its address, unique
 * @param aliases slugs that it had before, oldest first; they redirect
 * @param url canonical address
 * @param headline plain text
 * @param summary standfirst, plain text
 * @param body sanitised HTML
 * @param language BCP 47 tag
 * @param section slug of the section
 * @param tags slugs
 * @param authors the byline, in order
 * @param dateline where it was written
 * @param images in order of importance: the first is the one on cards
 * @param publishedAt when readers could first see it, in the publisher's zone
 * @param updatedAt when this revision was made, in the publisher's zone
 * @param corrections oldest first
 * @param source where it comes from, if not from the newspaper
 * @param rankable whether it may stand in rankings
 */
public record Article(String id, @Nullable String externalId, long revision, String slug, List<String> aliases,
		String url, String headline, @Nullable String summary, String body, String language, String section,
		List<String> tags, List<Author> authors, @Nullable String dateline, List<Image> images,
		OffsetDateTime publishedAt, OffsetDateTime updatedAt, List<Correction> corrections, @Nullable Source source,
		boolean rankable) {

	public Article {
		Objects.requireNonNull(id, "id");
		Objects.requireNonNull(slug, "slug");
		Objects.requireNonNull(url, "url");
		Objects.requireNonNull(headline, "headline");
		Objects.requireNonNull(body, "body");
		Objects.requireNonNull(language, "language");
		Objects.requireNonNull(section, "section");
		Objects.requireNonNull(publishedAt, "publishedAt");
		Objects.requireNonNull(updatedAt, "updatedAt");
		aliases = Lists.copy(aliases);
		tags = Lists.copy(tags);
		authors = Lists.copy(authors);
		images = Lists.copy(images);
		corrections = Lists.copy(corrections);
	}

	/**
	 * What lists show of this article.
	 * @return its card
	 */
	public ArticleCard card() {
		Image image = this.images.isEmpty() ? null : this.images.get(0);
		return new ArticleCard(this.id, this.slug, this.url, this.headline, this.summary, this.section, this.language,
				image, this.publishedAt, this.updatedAt);
	}

}
