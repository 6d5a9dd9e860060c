package io.broadsheet.catalog.collection.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that one partition of the log says, folded from its beginning: how each collection
 * stands after its last record. Compared with the store it tells what has to be written,
 * whatever happened to the store or to the log: entries that are missing, older ones,
 * those of another log, and those that the log no longer knows of, because the record
 * that deleted them was compacted away.
 */
final class PartitionTable {

	private final int partition;

	private final Map<String, CollectionStanding> standings = new HashMap<>();

	private final Set<String> unreadable = new HashSet<>();

	PartitionTable(int partition) {
		this.partition = partition;
	}

	/**
	 * Takes the next record of the partition.
	 * @param standing what it says
	 */
	void fold(CollectionStanding standing) {
		this.standings.put(standing.slug(), standing);
	}

	/**
	 * A record of this key can't be read. It changes nothing; but compaction keeps it,
	 * and not the one before it, so that what is stored may be all that is left.
	 * @param key the record's key
	 */
	void foldUnreadable(String key) {
		this.unreadable.add(key);
	}

	/**
	 * All that the partition says.
	 * @return the last standing of each collection
	 */
	Collection<CollectionStanding> standings() {
		return List.copyOf(this.standings.values());
	}

	/**
	 * Compares with the store.
	 * @param log the log's identity
	 * @param next the offset of the next record: nothing is known of those from there on
	 * @param stored all that is stored
	 * @return what has to be written, at most one write for each collection
	 */
	List<CollectionWrite> missing(String log, long next, Collection<StoredPlace> stored) {
		Map<String, StoredPlace> places = stored.stream()
			.collect(Collectors.toMap(StoredPlace::slug, Function.identity()));
		List<CollectionWrite> result = new ArrayList<>();
		for (CollectionStanding standing : this.standings.values()) {
			StoredPlace place = places.get(standing.slug());
			if (place == null || !place.reaches(log, standing)) {
				result.add(new CollectionWrite.Put(standing));
			}
		}
		places.values()
			.stream()
			.filter((place) -> isForgotten(place, log, next))
			.map(CollectionWrite.Drop::new)
			.forEach(result::add);
		return result;
	}

	private boolean isForgotten(StoredPlace place, String log, long next) {
		return place.partition() == this.partition && !this.standings.containsKey(place.slug())
				&& !this.unreadable.contains(place.slug()) && (!place.log().equals(log) || place.offset() < next);
	}

}
