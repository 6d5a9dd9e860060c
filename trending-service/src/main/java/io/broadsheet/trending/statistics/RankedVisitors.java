package io.broadsheet.trending.statistics;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.broadsheet.trending.panes.Panes;
import io.broadsheet.trending.panes.Window;
import org.jspecify.annotations.Nullable;

/**
 * How many visitors the articles had that stand in lists. Those are asked about each time
 * that a list is told, so what was added up once is kept up to date view by view until a
 * pane ends. All of it can be added up again at any time; it is in memory alone.
 */
final class RankedVisitors {

	private final int mostArticles;

	private final Map<String, OfArticle> articles = new HashMap<>();

	/**
	 * Keeps nothing yet.
	 * @param mostArticles of how many articles to keep sketches of up to 2 KiB for each
	 * window; those of others are added up each time
	 */
	RankedVisitors(int mostArticles) {
		this.mostArticles = mostArticles;
	}

	/**
	 * An article was viewed.
	 * @param articleId the article
	 * @param view the view
	 */
	void viewed(String articleId, Deed.View view) {
		@Nullable OfArticle article = this.articles.get(articleId);
		if (article != null) {
			article.viewed(view);
		}
	}

	/**
	 * How many visitors an article had.
	 * @param articleId the article
	 * @param window how far back
	 * @param now the moment to look back from
	 * @param addUp adds them up
	 * @return their number
	 */
	long count(String articleId, Window window, Instant now, Supplier<VisitorSketch> addUp) {
		@Nullable OfArticle article = this.articles.get(articleId);
		if (article == null) {
			if (this.articles.size() >= this.mostArticles) {
				return addUp.get().estimate();
			}
			article = new OfArticle();
			this.articles.put(articleId, article);
		}
		article.askedIn = Panes.FIVE_MINUTES.at(now);
		return article.count(window, now, addUp);
	}

	/**
	 * Forgets an article.
	 * @param articleId the article
	 */
	void forget(String articleId) {
		this.articles.remove(articleId);
	}

	/**
	 * Lets go of the articles that nobody asked about in the last five minutes.
	 * @param now the end of these
	 */
	void forgetOld(Instant now) {
		int oldest = Panes.FIVE_MINUTES.at(now) - 1;
		this.articles.values().removeIf((article) -> article.askedIn < oldest);
	}

	private static final class OfArticle {

		/** By the place of their window. */
		private final @Nullable Kept[] windows = new Kept[Window.ALL.size()];

		/** The number of a pane of five minutes. */
		private int askedIn;

		void viewed(Deed.View view) {
			for (Kept visitors : this.windows) {
				if (visitors != null) {
					visitors.add(view);
				}
			}
		}

		long count(Window window, Instant now, Supplier<VisitorSketch> addUp) {
			int place = Window.ALL.indexOf(window);
			@Nullable Kept visitors = this.windows[place];
			if (visitors == null || !visitors.isOf(now)) {
				visitors = new Kept(window, now, addUp.get());
				this.windows[place] = visitors;
			}
			return visitors.estimate();
		}

	}

	/** The visitors of one window, as long as it ends in the same pane. */
	private static final class Kept {

		private static final long UNKNOWN = -1;

		private final Grain grain;

		private final int first;

		private final int last;

		private final VisitorSketch sketch;

		private long estimate = UNKNOWN;

		Kept(Window window, Instant now, VisitorSketch sketch) {
			this.grain = Grain.reaching(window.length());
			this.first = this.grain.pane(now.minus(window.length()));
			this.last = this.grain.pane(now);
			this.sketch = sketch;
		}

		boolean isOf(Instant now) {
			return this.grain.pane(now) == this.last;
		}

		void add(Deed.View view) {
			int pane = this.grain.pane(view.start());
			if (this.first <= pane && pane <= this.last) {
				this.sketch.add(view.token());
				this.estimate = UNKNOWN;
			}
		}

		long estimate() {
			if (this.estimate == UNKNOWN) {
				this.estimate = this.sketch.estimate();
			}
			return this.estimate;
		}

	}

}
