package io.broadsheet.ingest.ledger;

import java.time.OffsetDateTime;
import java.util.List;

import io.broadsheet.events.Author;
import io.broadsheet.events.Image;
import io.broadsheet.events.Source;
import org.jspecify.annotations.Nullable;

/**
 * What editors decide about an article: all of it but what the ledger adds. Already
 * checked and sanitised.
 *
 * @param externalId the id in the system that it came from
 * @param headline plain text
 * @param summary standfirst, plain text
 * @param body sanitised HTML
 * @param language BCP 47 tag
 * @param section slug
 * @param tags slugs
 * @param authors the byline, in order
 * @param dateline where it was written
 * @param images in order of importance
 * @param publishedAt when readers could first see it, if that was not now
 * @param source where it comes from, if not from the newspaper
 * @param rankable whether it may stand in rankings
 */
public record ArticleContent(@Nullable String externalId, String headline, @Nullable String summary, String body,
		String language, String section, List<String> tags, List<Author> authors, @Nullable String dateline,
		List<Image> images, @Nullable OffsetDateTime publishedAt, @Nullable Source source, boolean rankable) {

	public ArticleContent {
		tags = List.copyOf(tags);
		authors = List.copyOf(authors);
		images = List.copyOf(images);
	}

}
