package io.broadsheet.trending.statistics;

import java.time.Instant;
import java.util.List;

import io.broadsheet.trending.panes.Window;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Adds up the visitors of articles from the sketches of panes in a partition's store and
 * from what a journal holds that is not added up yet.
 */
final class StoredVisitors {

	private final ReadOnlyKeyValueStore<String, byte[]> store;

	/**
	 * Reads a store.
	 * @param store that of the partition which has the articles
	 */
	StoredVisitors(ReadOnlyKeyValueStore<String, byte[]> store) {
		this.store = store;
	}

	/**
	 * Those of a window, in panes of the finest {@link Grain} that reaches so far back.
	 * @param articleId the article, which need not be known
	 * @param journal what was done to it since it was last added up
	 * @param window how far back
	 * @param now the moment to look back from
	 * @return a sketch of them, which the caller may add to
	 */
	VisitorSketch within(String articleId, List<Deed> journal, Window window, Instant now) {
		Grain grain = Grain.reaching(window.length());
		int first = grain.pane(now.minus(window.length()));
		int last = grain.pane(now);
		VisitorSketch visitors = new VisitorSketch();
		for (String key : grain.keys(articleId, first, last)) {
			visitors.addAll(VisitorSketch.of(this.store.get(key)));
		}
		for (Deed deed : journal) {
			if (deed instanceof Deed.View view && first <= grain.pane(view.start())
					&& grain.pane(view.start()) <= last) {
				visitors.add(view.token());
			}
		}
		return visitors;
	}

	/**
	 * Those of all time.
	 * @param articleId the article, which need not be known
	 * @param journal what was done to it since it was last added up
	 * @return a sketch of them, which the caller may add to
	 */
	VisitorSketch everyone(String articleId, List<Deed> journal) {
		VisitorSketch everyone = VisitorSketch.of(this.store.get(StatisticsKeys.everyone(articleId)));
		for (Deed deed : journal) {
			if (deed instanceof Deed.View view) {
				everyone.add(view.token());
			}
		}
		return everyone;
	}

}
