package io.broadsheet.trending.views;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import io.broadsheet.events.EventType;
import io.broadsheet.trending.intake.IntakeMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Counts what became of views, reactions and shares, as
 * {@code broadsheet.trending.views}, {@code .reactions} and {@code .shares} by
 * {@code outcome}, and times the ranking of a partition as
 * {@code broadsheet.trending.ranking.step}. Records of {@code article-reactions} that
 * nobody can tell to be one or the other count as reactions. Alert when
 * {@code unreadable} grows, or when {@code unknown-article} is more than a few per cent
 * of {@code counted}.
 */
class AudienceMetrics {

	private final Map<EventType, Map<Outcome, Counter>> counters = new EnumMap<>(EventType.class);

	private final Timer step;

	AudienceMetrics(MeterRegistry registry) {
		this.counters.put(EventType.ARTICLE_VIEWED, counters(registry, "views"));
		this.counters.put(EventType.ARTICLE_REACTED, counters(registry, "reactions"));
		this.counters.put(EventType.ARTICLE_SHARED, counters(registry, "shares"));
		this.step = Timer.builder("broadsheet.trending.ranking.step")
			.description("How long it takes to rank what changed in a partition; alert above the interval of 1 s")
			.register(registry);
	}

	private static Map<Outcome, Counter> counters(MeterRegistry registry, String name) {
		Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
		for (Outcome outcome : Outcome.values()) {
			counters.put(outcome,
					Counter.builder("broadsheet.trending." + name)
						.description("What became of " + name)
						.tag("outcome", outcome.tag())
						.register(registry));
		}
		return counters;
	}

	private Counter counter(EventType type, Outcome outcome) {
		return Objects.requireNonNull(Objects.requireNonNull(this.counters.get(type)).get(outcome));
	}

	/** What one task counts between two commits. */
	Outcomes outcomes() {
		return new Outcomes();
	}

	void step(Runnable ranking) {
		this.step.record(ranking);
	}

	IntakeMetrics ofViews() {
		return of(EventType.ARTICLE_VIEWED);
	}

	IntakeMetrics ofReactions() {
		return of(EventType.ARTICLE_REACTED);
	}

	private IntakeMetrics of(EventType type) {
		return new IntakeMetrics() {

			@Override
			public void unreadable() {
				counter(type, Outcome.UNREADABLE).increment();
			}

			@Override
			public void unknownType() {
				counter(type, Outcome.UNKNOWN_TYPE).increment();
			}

		};
	}

	/**
	 * Outcomes that are told once for many: a counter that all threads share costs more
	 * than what it counts.
	 */
	final class Outcomes {

		private final Map<EventType, int[]> untold = new EnumMap<>(EventType.class);

		void count(EventType type, Outcome outcome) {
			this.untold.computeIfAbsent(type, (any) -> new int[Outcome.values().length])[outcome.ordinal()]++;
		}

		void tell() {
			this.untold.forEach((type, amounts) -> {
				for (Outcome outcome : Outcome.values()) {
					counter(type, outcome).increment(amounts[outcome.ordinal()]);
				}
			});
			this.untold.clear();
		}

	}

}
