package io.broadsheet.catalog.collection.projection;

import io.broadsheet.catalog.projection.UnreadableRecordException.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What the projection of collections counts. To alert on: any growth of the dead letters.
 */
class CollectionMetrics {

	private static final String PREFIX = "broadsheet.catalog.collections.";

	private final MeterRegistry meters;

	private final Counter applied;

	CollectionMetrics(MeterRegistry meters) {
		this.meters = meters;
		this.applied = Counter.builder(PREFIX + "applied").description("Collections written").register(meters);
		for (Reason reason : Reason.values()) {
			deadLetters(reason);
		}
	}

	void applied(int collections) {
		this.applied.increment(collections);
	}

	void deadLettered(Reason reason) {
		deadLetters(reason).increment();
	}

	private Counter deadLetters(Reason reason) {
		return Counter.builder(PREFIX + "dead.lettered")
			.description("Records put aside")
			.tag("reason", reason.tag())
			.register(this.meters);
	}

}
