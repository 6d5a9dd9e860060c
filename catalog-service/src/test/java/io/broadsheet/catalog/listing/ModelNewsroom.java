package io.broadsheet.catalog.listing;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.article.ArticleSort;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.events.Article;
import io.broadsheet.events.ArticleCard;
import io.broadsheet.events.ArticleWithdrawn;
import org.jspecify.annotations.Nullable;

/**
 * A newsroom in memory: what was published, and what lists of it have to look like. It
 * looks through everything, and knows no database, criteria or cursors.
 */
class ModelNewsroom {

	static final List<String> SECTIONS = List.of("city", "transport");

	private final Map<String, Article> published = new LinkedHashMap<>();

	private final List<Article> withdrawn = new ArrayList<>();

	private int ticks;

	/**
	 * What the newsroom does.
	 * @return how an article stands now, or null if there was none to do it with
	 */
	@Nullable CatalogEntry apply(Step step) {
		this.ticks++;
		OffsetDateTime now = Articles.DAWN.plusDays(1).plusNanos(this.ticks * 1_000_000L);
		return switch (step.kind()) {
			case PUBLISH -> publish(article("n" + step.article() + "-" + this.ticks, 1, step.section(),
					Articles.DAWN.plusMinutes(step.minute()), now));
			case REVISE -> of(List.copyOf(this.published.values()), step,
					(was) -> publish(article(was.id(), was.revision() + 1, step.section(), was.publishedAt(), now)));
			case WITHDRAW -> of(List.copyOf(this.published.values()), step, (was) -> withdraw(was, now));
			case RESTORE -> of(List.copyOf(this.withdrawn), step, (was) -> {
				this.withdrawn.remove(was);
				return publish(article(was.id(), was.revision() + 2, was.section(), was.publishedAt(), now));
			});
		};
	}

	List<String> ids(@Nullable String section) {
		return this.published.values()
			.stream()
			.filter((article) -> section == null || article.section().equals(section))
			.map(Article::id)
			.toList();
	}

	List<String> page(@Nullable String section, ArticleSort sort, @Nullable ArticleCard last, int limit) {
		Comparator<ArticleCard> order = order(sort);
		return this.published.values()
			.stream()
			.filter((article) -> section == null || article.section().equals(section))
			.map(Article::card)
			.filter((card) -> last == null || order.compare(card, last) > 0)
			.sorted(order)
			.limit(limit)
			.map(ArticleCard::id)
			.toList();
	}

	private static Comparator<ArticleCard> order(ArticleSort sort) {
		Function<ArticleCard, OffsetDateTime> time = (sort == ArticleSort.LAST_UPDATED) ? ArticleCard::updatedAt
				: ArticleCard::publishedAt;
		Comparator<ArticleCard> oldestFirst = Comparator.comparing((ArticleCard card) -> time.apply(card).toInstant())
			.thenComparing(ArticleCard::id);
		return (sort == ArticleSort.OLDEST) ? oldestFirst : oldestFirst.reversed();
	}

	private CatalogEntry publish(Article article) {
		this.published.put(article.id(), article);
		return new CatalogEntry.Published(article);
	}

	private CatalogEntry withdraw(Article article, OffsetDateTime now) {
		this.published.remove(article.id());
		this.withdrawn.add(article);
		return new CatalogEntry.Withdrawn(new ArticleWithdrawn(article.id(), article.revision() + 1, article.slug(),
				List.of(), article.section(), List.of(), "en", article.publishedAt(), now, "No reason."));
	}

	private static @Nullable CatalogEntry of(List<Article> articles, Step step,
			Function<Article, CatalogEntry> change) {
		return articles.isEmpty() ? null : change.apply(articles.get(step.article() % articles.size()));
	}

	private static Article article(String id, long revision, String section, OffsetDateTime publishedAt,
			OffsetDateTime updatedAt) {
		return new Article(id, null, revision, "slug-" + id, List.of(), "https://paper.example/" + id, "Headline", null,
				"", "en", section, List.of(), List.of(), null, List.of(), publishedAt, updatedAt, List.of(), null,
				true);
	}

	/** The kinds of what happens. */
	enum Kind {

		PUBLISH, REVISE, WITHDRAW, RESTORE

	}

	/**
	 * Something that happens.
	 *
	 * @param kind what
	 * @param article to which of those that there are
	 * @param minute when it was published, so that many are at the same time
	 * @param section where it stands afterwards
	 */
	record Step(Kind kind, int article, int minute, String section) {
	}

	/**
	 * What happens before and between the pages.
	 *
	 * @param start before the first page
	 * @param turns after each page
	 * @param limit how many articles a page has
	 */
	record Plan(List<Step> start, List<List<Step>> turns, int limit) {
	}

}
