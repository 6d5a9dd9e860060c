package io.broadsheet.catalog.collection;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.stream.Stream;

import io.broadsheet.events.CollectionChanged;

/**
 * From when until when readers see a collection, and how long an answer about collections
 * stays true by the clock alone.
 */
final class ShowTime {

	/**
	 * An answer is kept no longer than this, so that its end tells nobody of a collection
	 * whose time has not come.
	 */
	static final Duration LONGEST = Duration.ofSeconds(60);

	/** What an answer may be on its way to a cache. */
	private static final Duration ON_THE_WAY = Duration.ofSeconds(1);

	private ShowTime() {
	}

	/**
	 * Whether readers see a collection.
	 * @param collection the collection
	 * @param now the moment
	 * @return true from its start on, until right before its end
	 */
	static boolean isNow(CollectionChanged collection, Instant now) {
		OffsetDateTime start = collection.startsAt();
		OffsetDateTime end = collection.endsAt();
		return (start == null || !now.isBefore(start.toInstant())) && (end == null || now.isBefore(end.toInstant()));
	}

	/**
	 * How long a cache may keep an answer.
	 * @param now when it was made
	 * @param changes when something in it starts or ends
	 * @return whole seconds, at least one less than there are until the next change
	 */
	static Duration freshness(Instant now, Stream<Instant> changes) {
		Duration untilNext = changes.filter((change) -> change.isAfter(now))
			.min(Instant::compareTo)
			.map((change) -> Duration.between(now, change).minus(ON_THE_WAY))
			.filter((left) -> left.compareTo(LONGEST) < 0)
			.orElse(LONGEST);
		return untilNext.isNegative() ? Duration.ZERO : Duration.ofSeconds(untilNext.toSeconds());
	}

}
