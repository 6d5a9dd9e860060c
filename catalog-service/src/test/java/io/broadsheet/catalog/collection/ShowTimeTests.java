package io.broadsheet.catalog.collection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.broadsheet.catalog.Collections;
import io.broadsheet.events.CollectionChanged;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When readers see a collection, to the millisecond.
 */
class ShowTimeTests {

	private static final Instant START = Collections.START.toInstant();

	private static final Instant END = Collections.END.toInstant();

	private static final CollectionChanged BOUNDED = Collections.collection("tet", Collections.START, Collections.END,
			List.of("a"), null);

	@Test
	void itIsSeenFromItsStartOn() {
		assertThat(ShowTime.isNow(BOUNDED, START.minusMillis(1))).isFalse();
		assertThat(ShowTime.isNow(BOUNDED, START)).isTrue();
	}

	@Test
	void itIsNoLongerSeenAtItsEnd() {
		assertThat(ShowTime.isNow(BOUNDED, END.minusMillis(1))).isTrue();
		assertThat(ShowTime.isNow(BOUNDED, END)).isFalse();
	}

	@Test
	void withoutStartAndEndItIsAlwaysSeen() {
		CollectionChanged unbounded = Collections.collection("tet", null, null, List.of("a"), null);
		assertThat(ShowTime.isNow(unbounded, Instant.EPOCH)).isTrue();
		assertThat(ShowTime.isNow(unbounded, END.plus(Duration.ofDays(40_000)))).isTrue();
	}

	@Test
	void anAnswerIsKeptForAMinuteIfNothingChangesBefore() {
		assertThat(fresh(START)).isEqualTo(60);
		assertThat(fresh(START, START)).isEqualTo(60);
		assertThat(fresh(START, START.minusSeconds(1))).isEqualTo(60);
		assertThat(fresh(START, START.plusSeconds(61))).isEqualTo(60);
	}

	@Test
	void anAnswerIsKeptASecondLessThanUntilTheNextChange() {
		assertThat(fresh(START, START.plusSeconds(60), START.plusSeconds(90))).isEqualTo(59);
		assertThat(fresh(START, START.plusMillis(2_999))).isEqualTo(1);
		assertThat(fresh(START, START.plusMillis(1_999))).isZero();
		assertThat(fresh(START, START.plusMillis(1))).isZero();
	}

	@Property
	void noAnswerIsKeptBeyondAChange(@ForAll @LongRange(min = -100_000, max = 100_000) long now,
			@ForAll @Size(max = 5) List<@LongRange(min = -200_000, max = 200_000) Long> changes) {
		long kept = 1000
				* fresh(Instant.ofEpochMilli(now), changes.stream().map(Instant::ofEpochMilli).toArray(Instant[]::new));
		assertThat(kept).isBetween(0L, 60_000L);
		assertThat(changes).noneMatch((change) -> change > now && change < now + kept);
	}

	private static long fresh(Instant now, Instant... changes) {
		return ShowTime.freshness(now, Stream.of(changes)).toSeconds();
	}

}
