package io.broadsheet.catalog.search.index;

import java.time.OffsetDateTime;
import java.util.List;

import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.events.Article;
import io.broadsheet.events.ArticleWithdrawn;
import io.broadsheet.events.Author;

/**
 * Articles with words to look for.
 */
final class Stories {

	static final OffsetDateTime NOON = OffsetDateTime.parse("2026-05-01T12:00:00Z");

	private Stories() {
	}

	static CatalogEntry english(String id, String headline, String body) {
		return story(id, 1, "en", headline, body, "city", NOON);
	}

	static CatalogEntry vietnamese(String id, String headline, String body) {
		return story(id, 1, "vi", headline, body, "city", NOON);
	}

	static CatalogEntry story(String id, long revision, String language, String headline, String body, String section,
			OffsetDateTime publishedAt) {
		return new CatalogEntry.Published(new Article(id, null, revision, "slug-" + id, List.of(),
				"https://paper.example/" + id, headline, null, body, language, section, List.of("tag-" + section),
				List.of(new Author("Linh Đỗ")), null, List.of(), publishedAt, publishedAt, List.of(), null, true));
	}

	static CatalogEntry withdrawn(String id, long revision) {
		return new CatalogEntry.Withdrawn(new ArticleWithdrawn(id, revision, "slug-" + id, List.of(), "city", List.of(),
				"en", NOON, NOON, "It was wrong."));
	}

}
