package io.broadsheet.catalog.representation;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;

import io.broadsheet.events.Article;
import io.broadsheet.events.Author;
import io.broadsheet.events.Correction;
import io.broadsheet.events.Image;
import io.broadsheet.events.Source;
import org.jspecify.annotations.Nullable;

/**
 * An article as the API shows it: the event's article with its state, and without the
 * addresses that it had before.
 */
record ArticleView(String id, @Nullable String externalId, long revision, String state, String slug, String url,
		String headline, @Nullable String summary, String body, String language, String section, List<String> tags,
		List<Author> authors, @Nullable String dateline, List<Image> images, OffsetDateTime publishedAt,
		OffsetDateTime updatedAt, List<Correction> corrections, @Nullable Source source, boolean rankable) {

	static ArticleView of(Article article, ZoneId zone) {
		return new ArticleView(article.id(), article.externalId(), article.revision(), "published", article.slug(),
				article.url(), article.headline(), article.summary(), article.body(), article.language(),
				article.section(), article.tags(), article.authors(), article.dateline(), article.images(),
				in(zone, article.publishedAt()), in(zone, article.updatedAt()),
				article.corrections()
					.stream()
					.map((correction) -> new Correction(in(zone, correction.at()), correction.note()))
					.toList(),
				article.source(), article.rankable());
	}

	private static OffsetDateTime in(ZoneId zone, OffsetDateTime time) {
		return time.atZoneSameInstant(zone).toOffsetDateTime();
	}

}
