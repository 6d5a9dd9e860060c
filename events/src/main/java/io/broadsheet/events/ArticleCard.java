package io.broadsheet.events;

import java.time.OffsetDateTime;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What lists show of an article.
 *
 * @param id opaque
 * @param slug the readable part of its address
 * @param url canonical address
 * @param headline plain text
 * @param summary standfirst, plain text
 * @param section slug of the section
 * @param language BCP 47 tag
 * @param image the most important picture
 * @param publishedAt when readers could first see it
 * @param updatedAt when it was last changed
 */
public record ArticleCard(String id, String slug, String url, String headline, @Nullable String summary, String section,
		String language, @Nullable Image image, OffsetDateTime publishedAt, OffsetDateTime updatedAt) {

	public ArticleCard {
		Objects.requireNonNull(id, "id");
		Objects.requireNonNull(slug, "slug");
		Objects.requireNonNull(url, "url");
		Objects.requireNonNull(headline, "headline");
		Objects.requireNonNull(section, "section");
		Objects.requireNonNull(language, "language");
		Objects.requireNonNull(publishedAt, "publishedAt");
		Objects.requireNonNull(updatedAt, "updatedAt");
	}
}
