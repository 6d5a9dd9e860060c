package io.broadsheet.catalog;

import java.time.OffsetDateTime;
import java.util.List;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleRevised;
import io.broadsheet.events.ArticleWithdrawn;
import io.broadsheet.events.Author;
import io.broadsheet.events.Correction;
import io.broadsheet.events.Image;
import io.broadsheet.events.Source;

/**
 * The mother of all articles in tests.
 */
public final class Articles {

	public static final OffsetDateTime DAWN = OffsetDateTime.parse("2026-03-01T06:30:00+07:00");

	private Articles() {
	}

	public static Article article(String id, long revision) {
		return article(id, revision, "transport", DAWN);
	}

	public static Article article(String id, long revision, String section, OffsetDateTime publishedAt) {
		String slug = (revision == 1) ? "tram-" + id : "tram-" + revision + "-" + id;
		List<String> aliases = (revision == 1) ? List.of() : List.of("tram-" + id);
		return new Article(id, "desk/" + id, revision, slug, aliases, "https://paper.example/articles/" + slug,
				"Phố cổ mở lại tuyến tram", "The first cars ran at dawn.", "<p>At dawn.</p>", "vi", section,
				List.of("tram", "city-hall"), List.of(new Author("Linh Đỗ")), "Hà Nội",
				List.of(new Image("https://paper.example/media/tram.svg", "A tram leaves", "M. Reyes", "A tram", "en",
						1200, 800)),
				publishedAt, publishedAt.plusHours(revision - 1),
				(revision == 1) ? List.of() : List.of(new Correction(publishedAt.plusHours(1), "The year was wrong.")),
				new Source("Harbour Wire", "https://wire.example/1"), true);
	}

	public static ArticlePublished published(String id) {
		return new ArticlePublished(article(id, 1));
	}

	public static ArticlePublished published(String id, String section, OffsetDateTime publishedAt) {
		return new ArticlePublished(article(id, 1, section, publishedAt));
	}

	public static ArticleRevised revised(String id, long revision, String section) {
		return new ArticleRevised(article(id, revision, section, DAWN));
	}

	public static ArticleWithdrawn withdrawn(String id, long revision) {
		return new ArticleWithdrawn(id, revision, "tram-2-" + id, List.of("tram-" + id), "transport",
				List.of("tram", "city-hall"), "vi", DAWN, DAWN.plusDays(1), "The report could not be confirmed.");
	}

}
