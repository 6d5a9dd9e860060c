package io.broadsheet.trending;

import java.time.OffsetDateTime;
import java.util.List;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleReacted;
import io.broadsheet.events.ArticleRevised;
import io.broadsheet.events.ArticleShared;
import io.broadsheet.events.ArticleViewed;
import io.broadsheet.events.ArticleWithdrawn;
import io.broadsheet.events.ReactionKind;

/**
 * Articles and what happens to them.
 */
public final class SampleArticles {

	private static final OffsetDateTime PUBLISHED = OffsetDateTime.parse("2026-02-28T06:00:00Z");

	private SampleArticles() {
	}

	public static ArticlePublished published(String id, String section) {
		return published(id, section, PUBLISHED);
	}

	public static ArticlePublished published(String id, String section, OffsetDateTime publishedAt) {
		return new ArticlePublished(article(id, 1, section, publishedAt, true));
	}

	/** An article of 20 KB. */
	public static ArticlePublished longRead(String id, String section) {
		return new ArticlePublished(
				article(id, 1, section, "en", PUBLISHED, true, List.of(), "<p>" + "Body ".repeat(4000) + "</p>"));
	}

	public static ArticleRevised revised(String id, String section) {
		return new ArticleRevised(article(id, 2, section, PUBLISHED, true));
	}

	public static ArticleRevised notRankable(String id, String section) {
		return new ArticleRevised(article(id, 2, section, PUBLISHED, false));
	}

	public static ArticleWithdrawn withdrawn(String id, String section) {
		return new ArticleWithdrawn(id, 2, "slug-of-" + id, List.of(), section, List.of(), "en", PUBLISHED,
				PUBLISHED.plusHours(1), "It was wrong.");
	}

	public static ArticleViewed viewed(String id, String visitor, OffsetDateTime at) {
		return new ArticleViewed(id, visitor, at, null);
	}

	public static ArticleRevised revised(String id, String section, String language, OffsetDateTime publishedAt,
			String... tags) {
		return new ArticleRevised(article(id, 2, section, language, publishedAt, true, List.of(tags)));
	}

	public static ArticleReacted reacted(String id, String visitor, boolean given, OffsetDateTime at) {
		return new ArticleReacted(id, visitor, ReactionKind.LIKE, given, at);
	}

	public static ArticleShared shared(String id, String visitor, String channel, OffsetDateTime at) {
		return new ArticleShared(id, visitor, channel, at);
	}

	private static Article article(String id, long revision, String section, OffsetDateTime publishedAt,
			boolean rankable) {
		return article(id, revision, section, "en", publishedAt, rankable, List.of());
	}

	private static Article article(String id, long revision, String section, String language,
			OffsetDateTime publishedAt, boolean rankable, List<String> tags) {
		return article(id, revision, section, language, publishedAt, rankable, tags, "<p>Body</p>");
	}

	private static Article article(String id, long revision, String section, String language,
			OffsetDateTime publishedAt, boolean rankable, List<String> tags, String body) {
		return new Article(id, null, revision, "slug-of-" + id, List.of(), "https://paper.example/articles/" + id,
				"Headline of " + id, "Summary of " + id, body, language, section, tags, List.of(), null, List.of(),
				publishedAt, publishedAt.plusHours(revision), List.of(), null, rankable);
	}

}
