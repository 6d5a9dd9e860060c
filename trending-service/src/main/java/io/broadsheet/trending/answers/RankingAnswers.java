package io.broadsheet.trending.answers;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.broadsheet.events.RankingChanged;

/**
 * Answers from memory.
 */
class RankingAnswers {

	/** For so long what a list said of its input's lag is taken as still true. */
	private static final Duration FRESH = Duration.ofSeconds(3);

	private final HeldRankings held;

	private final BooleanSupplier degraded;

	private final LongSupplier inputLagSeconds;

	private final Clock clock;

	RankingAnswers(HeldRankings held, BooleanSupplier degraded, LongSupplier inputLagSeconds, Clock clock) {
		this.held = held;
		this.degraded = degraded;
		this.inputLagSeconds = inputLagSeconds;
		this.clock = clock;
	}

	RankingAnswer answer(RankingQuery query) {
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		RankingChanged ranking = this.held.find(query.list()).orElseGet(() -> nothing(query, now));
		List<RankingChanged.Item> items = ranking.items().stream().limit(query.limit()).toList();
		return new RankingAnswer(ranking.list(), ranking.window(), ranking.section(), ranking.generatedAt(),
				ranking.windowStart(), ranking.windowEnd(), lag(ranking, now), this.degraded.getAsBoolean(), items);
	}

	/** Other instances count other partitions: theirs are known from the list alone. */
	private long lag(RankingChanged ranking, OffsetDateTime now) {
		boolean fresh = ranking.generatedAt().isAfter(now.minus(FRESH));
		return Math.max(this.inputLagSeconds.getAsLong(), fresh ? ranking.inputLagSeconds() : 0);
	}

	private static RankingChanged nothing(RankingQuery query, OffsetDateTime now) {
		OffsetDateTime start = query.window().start(now.toInstant()).atZone(now.getOffset()).toOffsetDateTime();
		return new RankingChanged(query.ranking().listName(), query.window().name(), query.section(), now, start, now,
				0, List.of());
	}

}
