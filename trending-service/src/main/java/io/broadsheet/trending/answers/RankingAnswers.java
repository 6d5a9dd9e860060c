package io.broadsheet.trending.answers;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.broadsheet.events.RankingChanged;
import io.broadsheet.trending.panes.Window;
import io.broadsheet.trending.ranking.Candidate;
import io.broadsheet.trending.ranking.Picker;
import io.broadsheet.trending.ranking.Scope;
import io.broadsheet.trending.ranking.SectionCap;
import org.jspecify.annotations.Nullable;

/**
 * Answers from memory.
 */
class RankingAnswers {

	/** For so long what a list said of its input's lag is taken as still true. */
	private static final Duration FRESH = Duration.ofSeconds(3);

	/** From so much lag on a list may be out of date. */
	private static final Duration FAR_BEHIND = Duration.ofSeconds(30);

	private final HeldRankings held;

	private final SectionCap cap;

	private final BooleanSupplier degraded;

	private final LongSupplier inputLagSeconds;

	private final Clock clock;

	RankingAnswers(HeldRankings held, SectionCap cap, BooleanSupplier degraded, LongSupplier inputLagSeconds,
			Clock clock) {
		this.held = held;
		this.cap = cap;
		this.degraded = degraded;
		this.inputLagSeconds = inputLagSeconds;
		this.clock = clock;
	}

	RankingAnswer answer(RankingQuery query) {
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		RankingChanged ranking = this.held.find(query.list()).orElseGet(() -> nothing(query, now));
		@Nullable Window within = query.publishedWithin();
		long lag = lag(ranking, now);
		return new RankingAnswer(ranking.list(), ranking.window(), ranking.section(), ranking.tag(), ranking.language(),
				(within != null) ? within.name() : null, ranking.generatedAt(), ranking.windowStart(),
				ranking.windowEnd(), lag, this.degraded.getAsBoolean() || lag > FAR_BEHIND.toSeconds(),
				items(ranking, query, now));
	}

	private List<RankingChanged.Item> items(RankingChanged ranking, RankingQuery query, OffsetDateTime now) {
		@Nullable Window within = query.publishedWithin();
		if (within == null) {
			return ranking.items().stream().limit(query.limit()).toList();
		}
		Picker picker = new Picker(within.length(), now.toInstant(), this.cap.of(query.list()), query.limit());
		List<RankingChanged.Item> items = new ArrayList<>();
		inOrder(ranking).filter((candidate) -> picker.takes(candidate.article()))
			.forEach((candidate) -> items.add(new RankingChanged.Item(items.size() + 1, null, candidate.score(),
					candidate.views(), candidate.visitors(), candidate.article())));
		return items;
	}

	/** Where an article stood among the young ones before, nobody knows. */
	private static Stream<Candidate> inOrder(RankingChanged ranking) {
		Stream<Candidate> places = ranking.items()
			.stream()
			.map((item) -> new Candidate(item.score(), item.views(), item.visitors(), item.article()));
		Stream<Candidate> further = ranking.further()
			.stream()
			.map((item) -> new Candidate(item.score(), item.views(), item.visitors(), item.article()));
		return Stream.concat(places, further).sorted();
	}

	/** Who made the list may have known of a lag that is not known here. */
	private long lag(RankingChanged ranking, OffsetDateTime now) {
		boolean fresh = ranking.generatedAt().isAfter(now.minus(FRESH));
		return Math.max(this.inputLagSeconds.getAsLong(), fresh ? ranking.inputLagSeconds() : 0);
	}

	private static RankingChanged nothing(RankingQuery query, OffsetDateTime now) {
		OffsetDateTime start = query.window().start(now.toInstant()).atZone(now.getOffset()).toOffsetDateTime();
		Scope scope = query.scope();
		return new RankingChanged(query.ranking().listName(), query.window().name(), scope.nameOf(Scope.Kind.SECTION),
				scope.nameOf(Scope.Kind.TAG), scope.nameOf(Scope.Kind.LANGUAGE), now, start, now, 0, List.of(),
				List.of());
	}

}
