package io.broadsheet.trending.views;

import io.broadsheet.trending.intake.IntakeMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts the records of articles that were skipped, as
 * {@code broadsheet.trending.articles.skipped} by {@code reason}. The catalog puts the
 * unreadable ones on the dead-letter topic; here they are only counted.
 */
class ArticleMetrics implements IntakeMetrics {

	private final Counter unreadable;

	private final Counter unknownType;

	ArticleMetrics(MeterRegistry registry) {
		this.unreadable = counter(registry, "unreadable");
		this.unknownType = counter(registry, "unknown-type");
	}

	private static Counter counter(MeterRegistry registry, String reason) {
		return Counter.builder("broadsheet.trending.articles.skipped")
			.description("Records of articles that were not understood")
			.tag("reason", reason)
			.register(registry);
	}

	@Override
	public void unreadable() {
		this.unreadable.increment();
	}

	@Override
	public void unknownType() {
		this.unknownType.increment();
	}

}
