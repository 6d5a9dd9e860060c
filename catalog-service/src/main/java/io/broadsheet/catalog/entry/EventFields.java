package io.broadsheet.catalog.entry;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.BiConsumer;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticleWithdrawn;
import io.broadsheet.events.Author;
import io.broadsheet.events.Correction;
import io.broadsheet.events.Image;
import io.broadsheet.events.Source;
import io.broadsheet.events.Timestamp;
import org.bson.BsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a document has from its event, named as in the event's JSON: what is
 * absent there is absent here, and the event's own times are dates. They are put down one
 * by one because a tour through JSON takes as long as all the rest of an article's
 * projection; a test holds them against the JSON.
 */
final class EventFields {

	private final BsonWriter writer;

	EventFields(BsonWriter writer) {
		this.writer = writer;
	}

	void write(Article article) {
		optional("externalId", article.externalId());
		text("slug", article.slug());
		texts("aliases", article.aliases());
		text("url", article.url());
		text("headline", article.headline());
		optional("summary", article.summary());
		text("body", article.body());
		text("language", article.language());
		text("section", article.section());
		texts("tags", article.tags());
		documents("authors", article.authors(), EventFields::author);
		optional("dateline", article.dateline());
		documents("images", article.images(), EventFields::image);
		date("publishedAt", article.publishedAt());
		date("updatedAt", article.updatedAt());
		documents("corrections", article.corrections(), EventFields::correction);
		source(article.source());
		this.writer.writeBoolean("rankable", article.rankable());
	}

	void write(ArticleWithdrawn withdrawal) {
		text("slug", withdrawal.slug());
		texts("aliases", withdrawal.aliases());
		text("section", withdrawal.section());
		texts("tags", withdrawal.tags());
		text("language", withdrawal.language());
		date("publishedAt", withdrawal.publishedAt());
		date("withdrawnAt", withdrawal.withdrawnAt());
		text("reason", withdrawal.reason());
	}

	void text(String name, String value) {
		this.writer.writeString(name, value);
	}

	void texts(String name, List<String> values) {
		this.writer.writeStartArray(name);
		values.forEach(this.writer::writeString);
		this.writer.writeEndArray();
	}

	private void author(Author author) {
		text("name", author.name());
	}

	private void image(Image image) {
		text("url", image.url());
		optional("caption", image.caption());
		optional("credit", image.credit());
		optional("alt", image.alt());
		optional("language", image.language());
		optional("width", image.width());
		optional("height", image.height());
	}

	private void correction(Correction correction) {
		text("at", Timestamp.write(correction.at()));
		text("note", correction.note());
	}

	private void source(@Nullable Source source) {
		if (source != null) {
			this.writer.writeStartDocument("source");
			text("name", source.name());
			optional("url", source.url());
			this.writer.writeEndDocument();
		}
	}

	private <T> void documents(String name, List<T> items, BiConsumer<EventFields, T> fields) {
		this.writer.writeStartArray(name);
		items.forEach((item) -> {
			this.writer.writeStartDocument();
			fields.accept(this, item);
			this.writer.writeEndDocument();
		});
		this.writer.writeEndArray();
	}

	private void optional(String name, @Nullable String value) {
		if (value != null) {
			text(name, value);
		}
	}

	private void optional(String name, @Nullable Integer value) {
		if (value != null) {
			this.writer.writeInt32(name, value);
		}
	}

	private void date(String name, OffsetDateTime time) {
		this.writer.writeDateTime(name, time.toInstant().toEpochMilli());
	}

}
