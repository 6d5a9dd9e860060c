package io.broadsheet.trending.ranking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The lists as they were last told. One that emptied is told as empty and remembered for
 * an hour, so that whoever reads the topic sees it go; then it is forgotten, or the lists
 * of all tags that ever were would be kept for good.
 */
final class ToldLists {

	private static final Duration EMPTY_FOR = Duration.ofHours(1);

	private final KeyValueStore<String, ToldList> store;

	private final Map<ListId, ToldList> last = new HashMap<>();

	/** Those of them that are empty, the longest first. */
	private final Map<ListId, ToldList> empty = new LinkedHashMap<>();

	/**
	 * Looks after a store.
	 * @param store the lists by their keys
	 */
	ToldLists(KeyValueStore<String, ToldList> store) {
		this.store = store;
		List<ToldList> stored = new ArrayList<>();
		try (KeyValueIterator<String, ToldList> all = store.all()) {
			all.forEachRemaining((list) -> stored.add(list.value));
		}
		stored.sort(Comparator.comparingLong(ToldList::generatedAt));
		stored.forEach(this::hold);
	}

	private void hold(ToldList list) {
		this.last.put(list.list(), list);
		this.empty.remove(list.list());
		if (list.isEmpty()) {
			this.empty.put(list.list(), list);
		}
	}

	Set<ListId> lists() {
		return this.last.keySet();
	}

	@Nullable ToldList last(ListId list) {
		return this.last.get(list);
	}

	void remember(ToldList list) {
		hold(list);
		this.store.put(list.list().key(), list);
	}

	/**
	 * Forgets what has been empty for long.
	 * @param now the moment to look back from
	 * @return the lists that were forgotten
	 */
	List<ListId> forgetEmpty(Instant now) {
		List<ListId> forgotten = new ArrayList<>();
		long before = now.minus(EMPTY_FOR).toEpochMilli();
		for (Iterator<ToldList> all = this.empty.values().iterator(); all.hasNext();) {
			ToldList list = all.next();
			if (list.generatedAt() > before) {
				break;
			}
			all.remove();
			this.last.remove(list.list());
			this.store.delete(list.list().key());
			forgotten.add(list.list());
		}
		return forgotten;
	}

}
