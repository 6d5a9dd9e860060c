package io.broadsheet.catalog.collection.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.broadsheet.catalog.Collections;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What has to be written for the store to say what the log says.
 */
class PartitionTableTests {

	private static final String LOG = "this-log";

	private static final int PARTITION = 3;

	@Test
	void aStoreThatSaysTheSameIsLeftAlone() {
		PartitionTable table = table(put("tet", 4), deleted("cup", 6));
		assertThat(table.missing(LOG, 7, List.of(stored("tet", LOG, 4), stored("cup", LOG, 6)))).isEmpty();
	}

	@Test
	void whatIsAbsentOlderOrOfAnotherLogIsWritten() {
		PartitionTable table = table(put("absent", 4), put("older", 5), put("other", 6));
		assertThat(table.missing(LOG, 7, List.of(stored("older", LOG, 1), stored("other", "that-log", 900))))
			.extracting(CollectionWrite::slug)
			.containsExactlyInAnyOrder("absent", "older", "other");
	}

	@Test
	void aDeletionIsRememberedSoThatNobodyWritesAnOlderRecordOverIt() {
		assertThat(table(put("tet", 4), deleted("tet", 6)).missing(LOG, 7, List.of(stored("tet", LOG, 4))))
			.containsExactly(new CollectionWrite.Put(deleted("tet", 6)));
	}

	@Test
	void whatAnotherInstanceHasReadFurtherIsLeftAlone() {
		assertThat(table(put("tet", 4)).missing(LOG, 5, List.of(stored("tet", LOG, 9), stored("new", LOG, 5))))
			.isEmpty();
	}

	@Test
	void whatTheLogHasForgottenIsDropped() {
		StoredPlace forgotten = stored("cup", LOG, 4);
		assertThat(table(put("tet", 8)).missing(LOG, 9, List.of(forgotten, stored("tet", LOG, 8))))
			.containsExactly(new CollectionWrite.Drop(forgotten));
	}

	@Test
	void whatStandsInAnotherPartitionIsNoneOfItsBusiness() {
		assertThat(table(put("tet", 8)).missing(LOG, 9,
				List.of(stored("tet", LOG, 8), new StoredPlace("cup", LOG, PARTITION + 1, 2))))
			.isEmpty();
	}

	@Test
	void whatIsFollowedByARecordThatCantBeReadIsKept() {
		PartitionTable table = table(put("tet", 8));
		table.foldUnreadable("cup");
		assertThat(table.missing(LOG, 9, List.of(stored("tet", LOG, 8), stored("cup", LOG, 4)))).isEmpty();
	}

	/**
	 * The oracle is the last word of the whole log. The store starts with what it said
	 * after the first {@code backup} records, and the log was compacted up to
	 * {@code compacted}: of each collection only the last record is left, of a deleted
	 * one perhaps none.
	 */
	@Property
	void whateverTheStoreWasAndHoweverTheLogWasCompactedTheyEndAlike(@ForAll("logs") List<CollectionStanding> log,
			@ForAll("share") double backup, @ForAll("share") double compacted, @ForAll boolean forgotten) {
		Store store = new Store();
		store.apply(fold(log.subList(0, (int) (backup * log.size()))).missing(LOG, log.size(), List.of()));
		PartitionTable replayed = fold(compact(log, (int) (compacted * log.size()), forgotten));
		store.apply(replayed.missing(LOG, log.size(), store.places()));
		assertThat(store.seen()).isEqualTo(lastWord(log));
		assertThat(replayed.missing(LOG, log.size(), store.places())).isEmpty();
	}

	/**
	 * Two instances believe that the partition is theirs, and are as far as it happens.
	 */
	@Property
	void aCollectionNeverGoesBackWhileTwoInstancesWriteIt(@ForAll("logs") List<CollectionStanding> log,
			@ForAll("turns") List<Boolean> turns) {
		Store store = new Store();
		int[] read = new int[2];
		Map<String, Long> reached = new HashMap<>();
		for (boolean turn : turns) {
			int instance = turn ? 1 : 0;
			read[instance] = Math.min(log.size(), read[instance] + 1);
			store.apply(fold(log.subList(0, read[instance])).missing(LOG, read[instance], store.places()));
			store.documents.forEach((slug, document) -> {
				assertThat(document.offset()).isGreaterThanOrEqualTo(reached.getOrDefault(slug, 0L));
				reached.put(slug, document.offset());
			});
			assertThat(store.documents.keySet()).containsAll(reached.keySet());
		}
	}

	@Provide
	Arbitrary<List<CollectionStanding>> logs() {
		Arbitrary<String> slugs = Arbitraries.of("tet", "cup", "vote", "flood");
		Arbitrary<Boolean> kept = Arbitraries.of(true, true, false);
		return Combinators.combine(slugs, kept)
			.as((slug, stands) -> stands ? put(slug, 0) : deleted(slug, 0))
			.list()
			.ofMinSize(1)
			.ofMaxSize(20)
			.map((standings) -> {
				List<CollectionStanding> log = new ArrayList<>();
				standings.forEach((standing) -> log
					.add(new CollectionStanding(standing.slug(), PARTITION, log.size(), standing.collection())));
				return log;
			});
	}

	@Provide
	Arbitrary<Double> share() {
		return Arbitraries.doubles().between(0, 1);
	}

	@Provide
	Arbitrary<List<Boolean>> turns() {
		return Arbitraries.of(true, false).list().ofMinSize(1).ofMaxSize(40);
	}

	private static Map<String, Long> lastWord(List<CollectionStanding> log) {
		Map<String, Long> result = new HashMap<>();
		for (CollectionStanding standing : log) {
			if (standing.collection() != null) {
				result.put(standing.slug(), standing.offset());
			}
			else {
				result.remove(standing.slug());
			}
		}
		return result;
	}

	private static List<CollectionStanding> compact(List<CollectionStanding> log, int upTo, boolean forgotten) {
		Set<String> later = new HashSet<>();
		List<CollectionStanding> result = new ArrayList<>();
		for (int i = log.size() - 1; i >= 0; i--) {
			CollectionStanding standing = log.get(i);
			boolean isLast = later.add(standing.slug());
			if (i >= upTo || (isLast && (standing.collection() != null || !forgotten))) {
				result.add(0, standing);
			}
		}
		return result;
	}

	private static PartitionTable table(CollectionStanding... log) {
		return fold(List.of(log));
	}

	private static PartitionTable fold(List<CollectionStanding> log) {
		PartitionTable table = new PartitionTable(PARTITION);
		log.forEach(table::fold);
		return table;
	}

	private static CollectionStanding put(String slug, long offset) {
		return new CollectionStanding(slug, PARTITION, offset, Collections.always(slug, "Everything"));
	}

	private static CollectionStanding deleted(String slug, long offset) {
		return new CollectionStanding(slug, PARTITION, offset, null);
	}

	private static StoredPlace stored(String slug, String log, long offset) {
		return new StoredPlace(slug, log, PARTITION, offset);
	}

	/** The database, as it guards its documents. */
	private static final class Store {

		private final Map<String, CollectionStanding> documents = new LinkedHashMap<>();

		void apply(List<CollectionWrite> writes) {
			for (CollectionWrite write : writes) {
				if (write instanceof CollectionWrite.Put put) {
					this.documents.merge(write.slug(), put.standing(),
							(before, after) -> (after.offset() > before.offset()) ? after : before);
				}
				else if (this.documents.get(write.slug()).offset() == write.offset()) {
					this.documents.remove(write.slug());
				}
			}
		}

		List<StoredPlace> places() {
			return this.documents.values()
				.stream()
				.map((document) -> stored(document.slug(), LOG, document.offset()))
				.toList();
		}

		Map<String, Long> seen() {
			return lastWord(List.copyOf(this.documents.values()));
		}

	}

}
