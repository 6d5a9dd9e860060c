package io.broadsheet.trending.statistics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.broadsheet.trending.panes.Panes;
import io.broadsheet.trending.panes.Window;
import org.jspecify.annotations.Nullable;

/**
 * How many visitors the articles had that stand in lists. Those are asked about each time
 * that a list is told, so what was added up once is kept until a pane ends: the sketch of
 * so many articles as there is room for, to which each view is added, and of all others
 * their number, until the next view. All of it can be added up again at any time; it is
 * in memory alone.
 */
final class RankedVisitors {

	private final int mostSketched;

	private final Map<String, OfArticle> articles = new HashMap<>();

	private int sketched;

	/**
	 * Keeps nothing yet.
	 * @param mostSketched of how many articles to keep sketches, of up to 2 KiB for each
	 * window
	 */
	RankedVisitors(int mostSketched) {
		this.mostSketched = mostSketched;
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
		OfArticle article = this.articles.computeIfAbsent(articleId, (id) -> begin());
		article.askedIn = Panes.FIVE_MINUTES.at(now);
		return article.count(window, now, addUp);
	}

	private OfArticle begin() {
		boolean hasRoom = this.sketched < this.mostSketched;
		this.sketched += hasRoom ? 1 : 0;
		return new OfArticle(hasRoom);
	}

	/**
	 * Forgets an article.
	 * @param articleId the article
	 */
	void forget(String articleId) {
		@Nullable OfArticle article = this.articles.remove(articleId);
		this.sketched -= (article != null && article.keepsSketches) ? 1 : 0;
	}

	/**
	 * Lets go of the articles that nobody asked about in the last five minutes.
	 * @param now the end of these
	 */
	void forgetOld(Instant now) {
		int oldest = Panes.FIVE_MINUTES.at(now) - 1;
		this.articles.values().removeIf((article) -> article.askedIn < oldest);
		this.sketched = (int) this.articles.values().stream().filter((article) -> article.keepsSketches).count();
	}

	private static final class OfArticle {

		/** So many views are added at once: their sketches are at hand then. */
		private static final int BATCH = 64;

		private final boolean keepsSketches;

		private final List<Deed.View> unsketched = new ArrayList<>();

		/** By the place of their window. */
		private final @Nullable Kept[] windows = new Kept[Window.ALL.size()];

		/** The number of a pane of five minutes. */
		private int askedIn;

		OfArticle(boolean keepsSketches) {
			this.keepsSketches = keepsSketches;
		}

		void viewed(Deed.View view) {
			this.unsketched.add(view);
			if (this.unsketched.size() == BATCH) {
				sketch();
			}
		}

		private void sketch() {
			this.unsketched.forEach(this::sketch);
			this.unsketched.clear();
		}

		private void sketch(Deed.View view) {
			for (int place = 0; place < this.windows.length; place++) {
				Kept visitors = this.windows[place];
				if (visitors != null && !visitors.add(view)) {
					this.windows[place] = null;
				}
			}
		}

		long count(Window window, Instant now, Supplier<VisitorSketch> addUp) {
			sketch();
			int place = Window.ALL.indexOf(window);
			@Nullable Kept visitors = this.windows[place];
			if (visitors == null || !visitors.isOf(now)) {
				visitors = new Kept(window, now, addUp.get(), this.keepsSketches);
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

		private final @Nullable VisitorSketch sketch;

		private long estimate;

		Kept(Window window, Instant now, VisitorSketch visitors, boolean keepsSketch) {
			this.grain = Grain.reaching(window.length());
			this.first = this.grain.pane(now.minus(window.length()));
			this.last = this.grain.pane(now);
			this.sketch = keepsSketch ? visitors : null;
			this.estimate = visitors.estimate();
		}

		boolean isOf(Instant now) {
			return this.grain.pane(now) == this.last;
		}

		/** Whether it is up to date then. */
		boolean add(Deed.View view) {
			int pane = this.grain.pane(view.start());
			if (pane < this.first || pane > this.last) {
				return true;
			}
			if (this.sketch == null) {
				return false;
			}
			this.sketch.add(view.token());
			this.estimate = UNKNOWN;
			return true;
		}

		long estimate() {
			if (this.estimate == UNKNOWN && this.sketch != null) {
				this.estimate = this.sketch.estimate();
			}
			return this.estimate;
		}

	}

}
