package io.broadsheet.catalog.projection;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.broadsheet.catalog.projection.UnreadableRecordException.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What the projection counts. To alert on: any growth of the dead letters; and the
 * consumer's lag on {@code articles} growing while {@code applied} stands still.
 */
class ProjectionMetrics {

	private static final String PREFIX = "broadsheet.catalog.projection.";

	private final Counter applied;

	private final Counter stale;

	private final Counter purged;

	private final Map<Reason, Counter> deadLettered;

	ProjectionMetrics(MeterRegistry meters) {
		this.applied = Counter.builder(PREFIX + "applied").description("Revisions stored").register(meters);
		this.stale = Counter.builder(PREFIX + "stale")
			.description("Revisions not stored: the same or a later one was there")
			.register(meters);
		this.purged = Counter.builder(PREFIX + "purged").description("Articles deleted").register(meters);
		this.deadLettered = Arrays.stream(Reason.values())
			.collect(Collectors.toMap(Function.identity(),
					(reason) -> Counter.builder(PREFIX + "dead.lettered")
						.description("Records put aside")
						.tag("reason", reason.tag())
						.register(meters)));
	}

	void deadLettered(Reason reason) {
		Objects.requireNonNull(this.deadLettered.get(reason)).increment();
	}

	void applied(AppliedBatch batch) {
		this.applied.increment(batch.applied());
		this.stale.increment(batch.stale().size());
		this.purged.increment(batch.purged());
	}

}
