package io.broadsheet.trending.answers;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.broadsheet.events.RankingChanged;
import io.broadsheet.trending.ranking.ListId;

/**
 * The last state of every list, in memory.
 */
final class HeldRankings {

	private final Map<String, RankingChanged> byKey = new ConcurrentHashMap<>();

	void hold(RankingChanged ranking) {
		this.byKey.put(ranking.subject(), ranking);
	}

	void drop(String key) {
		this.byKey.remove(key);
	}

	Optional<RankingChanged> find(ListId list) {
		return Optional.ofNullable(this.byKey.get(list.key()));
	}

	int size() {
		return this.byKey.size();
	}

}
