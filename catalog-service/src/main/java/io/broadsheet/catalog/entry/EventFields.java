package io.broadsheet.catalog.entry;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.function.Function;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticleWithdrawn;
import io.broadsheet.events.Author;
import io.broadsheet.events.Correction;
import io.broadsheet.events.Image;
import io.broadsheet.events.Source;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a document has from its event, named as in the event's JSON: what is
 * absent there is absent here, and the event's own times are dates. They are put down one
 * by one because a tour through JSON takes as long as all the rest of an article's
 * projection; a test holds them against the JSON.
 */
final class EventFields {

	private EventFields() {
	}

	static void append(Document document, Article article) {
		optional(document, "externalId", article.externalId());
		document.append("slug", article.slug());
		document.append("aliases", article.aliases());
		document.append("url", article.url());
		document.append("headline", article.headline());
		optional(document, "summary", article.summary());
		document.append("body", article.body());
		document.append("language", article.language());
		document.append("section", article.section());
		document.append("tags", article.tags());
		document.append("authors", documents(article.authors(), EventFields::author));
		optional(document, "dateline", article.dateline());
		document.append("images", documents(article.images(), EventFields::image));
		document.append("publishedAt", date(article.publishedAt()));
		document.append("updatedAt", date(article.updatedAt()));
		document.append("corrections", documents(article.corrections(), EventFields::correction));
		Source source = article.source();
		optional(document, "source", (source != null) ? source(source) : null);
		document.append("rankable", article.rankable());
	}

	static void append(Document document, ArticleWithdrawn withdrawal) {
		document.append("slug", withdrawal.slug());
		document.append("aliases", withdrawal.aliases());
		document.append("section", withdrawal.section());
		document.append("tags", withdrawal.tags());
		document.append("language", withdrawal.language());
		document.append("publishedAt", date(withdrawal.publishedAt()));
		document.append("withdrawnAt", date(withdrawal.withdrawnAt()));
		document.append("reason", withdrawal.reason());
	}

	private static Document author(Author author) {
		return new Document("name", author.name());
	}

	private static Document image(Image image) {
		Document result = new Document("url", image.url());
		optional(result, "caption", image.caption());
		optional(result, "credit", image.credit());
		optional(result, "alt", image.alt());
		optional(result, "language", image.language());
		optional(result, "width", image.width());
		optional(result, "height", image.height());
		return result;
	}

	private static Document correction(Correction correction) {
		return new Document("at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(correction.at())).append("note",
				correction.note());
	}

	private static Document source(Source source) {
		Document result = new Document("name", source.name());
		optional(result, "url", source.url());
		return result;
	}

	private static <T> List<Document> documents(List<T> items, Function<T, Document> document) {
		return items.isEmpty() ? List.of() : items.stream().map(document).toList();
	}

	private static void optional(Document document, String name, @Nullable Object value) {
		if (value != null) {
			document.append(name, value);
		}
	}

	private static Date date(OffsetDateTime time) {
		return Date.from(time.toInstant());
	}

}
