package io.broadsheet.trending.views;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.broadsheet.trending.intake.IntakeMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what became of views, as {@code broadsheet.trending.views} by {@code outcome}.
 * Alert when {@code unreadable} grows, or when {@code unknown-article} is more than a few
 * per cent of {@code counted}.
 */
class ViewMetrics implements IntakeMetrics {

	private final Map<ViewOutcome, Counter> counters;

	ViewMetrics(MeterRegistry registry) {
		this.counters = Arrays.stream(ViewOutcome.values())
			.collect(Collectors.toMap(Function.identity(), (outcome) -> counter(registry, outcome), (one, other) -> one,
					() -> new EnumMap<>(ViewOutcome.class)));
	}

	private static Counter counter(MeterRegistry registry, ViewOutcome outcome) {
		return Counter.builder("broadsheet.trending.views")
			.description("Views by what became of them")
			.tag("outcome", outcome.tag())
			.register(registry);
	}

	void count(ViewOutcome outcome) {
		Counter counter = this.counters.get(outcome);
		if (counter != null) {
			counter.increment();
		}
	}

	@Override
	public void unreadable() {
		count(ViewOutcome.UNREADABLE);
	}

	@Override
	public void unknownType() {
		count(ViewOutcome.UNKNOWN_TYPE);
	}

}
