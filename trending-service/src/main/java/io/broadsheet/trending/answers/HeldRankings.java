package io.broadsheet.trending.answers;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.broadsheet.events.RankingChanged;
import io.broadsheet.trending.ranking.ListId;
import io.broadsheet.trending.ranking.SharedCards;

/**
 * The last state of every list, in memory.
 */
final class HeldRankings {

	private final Map<String, RankingChanged> byKey = new ConcurrentHashMap<>();

	private final SharedCards cards = new SharedCards();

	synchronized void hold(RankingChanged ranking) {
		this.byKey.put(ranking.subject(), this.cards.share(ranking));
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
