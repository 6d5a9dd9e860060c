package io.broadsheet.trending.views;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import io.broadsheet.trending.panes.Window;
import io.broadsheet.trending.ranking.Candidate;
import io.broadsheet.trending.ranking.ListId;
import io.broadsheet.trending.ranking.Ranking;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The lists of one partition: which of them have changed since they were last told. Which
 * lists were not empty when last told is stored, so that one that empties while nobody
 * looks is told as empty too.
 */
final class PartitionLists {

	private final KeyValueStore<String, ListId> filled;

	private final Map<ListId, List<Candidate>> told = new HashMap<>();

	/**
	 * Looks after a store.
	 * @param filled the lists that were not empty when last told
	 */
	PartitionLists(KeyValueStore<String, ListId> filled) {
		this.filled = filled;
	}

	/**
	 * Ranks, and tells what changed.
	 * @param articles the articles of the partition
	 * @param now the moment to look back from
	 * @param teller takes each list that changed, and its best
	 */
	void tellChanged(ReadArticles articles, Instant now, BiConsumer<ListId, List<Candidate>> teller) {
		Map<ListId, List<Candidate>> lists = lists(articles, now);
		for (ListId empty : emptied(lists.keySet())) {
			this.filled.delete(empty.key());
			this.told.remove(empty);
			teller.accept(empty, List.of());
		}
		lists.forEach((list, candidates) -> {
			List<Candidate> best = Candidate.best(candidates.stream());
			if (!best.equals(this.told.put(list, best))) {
				this.filled.put(list.key(), list);
				teller.accept(list, best);
			}
		});
	}

	private static Map<ListId, List<Candidate>> lists(ReadArticles articles, Instant now) {
		Map<ListId, List<Candidate>> lists = new HashMap<>();
		for (Window window : Ranking.MOST_VIEWED.windows()) {
			ListId all = Ranking.MOST_VIEWED.list(window, null);
			articles.mostViewed(window, now).forEach((candidate) -> {
				ListId section = Ranking.MOST_VIEWED.list(window, candidate.article().section());
				lists.computeIfAbsent(all, (id) -> new ArrayList<>()).add(candidate);
				lists.computeIfAbsent(section, (id) -> new ArrayList<>()).add(candidate);
			});
		}
		return lists;
	}

	private Set<ListId> emptied(Set<ListId> notEmpty) {
		Set<ListId> emptied = new HashSet<>();
		try (KeyValueIterator<String, ListId> all = this.filled.all()) {
			all.forEachRemaining((list) -> emptied.add(list.value));
		}
		emptied.removeAll(notEmpty);
		return emptied;
	}

}
