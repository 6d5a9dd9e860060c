package io.broadsheet.catalog.search;

import java.io.IOException;
import java.util.Locale;

import io.broadsheet.catalog.projection.UnreadableRecordException.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.lucene.store.AlreadyClosedException;

/**
 * What search counts. To alert on: {@code lag} that grows; {@code rebuilds} that grow
 * without somebody having deleted an index.
 */
class SearchMetrics {

	private static final String PREFIX = "broadsheet.catalog.search.";

	private final MeterRegistry meters;

	private final Counter rebuilds;

	SearchMetrics(MeterRegistry meters, SearchStatus status) {
		this.meters = meters;
		this.rebuilds = Counter.builder(PREFIX + "rebuilds")
			.description("How often the index was begun anew, the first time included")
			.register(meters);
		Gauge.builder(PREFIX + "documents", status, SearchMetrics::documents)
			.description("Articles that can be found")
			.register(meters);
		Gauge.builder(PREFIX + "lag", status, SearchStatus::lag)
			.description("Records of the log that are not in the index")
			.register(meters);
	}

	void rebuilding() {
		this.rebuilds.increment();
	}

	void skipped(Reason reason) {
		Counter.builder(PREFIX + "skipped")
			.description("Records that can't be read; the projection keeps them as dead letters")
			.tag("reason", reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.register(this.meters)
			.increment();
	}

	Timer.Sample begin() {
		return Timer.start(this.meters);
	}

	void end(Timer.Sample sample, String kind, boolean filtered) {
		sample.stop(Timer.builder(PREFIX + "query")
			.description("Searches in the index, without the cards")
			.tag("kind", kind)
			.tag("filtered", String.valueOf(filtered))
			.publishPercentileHistogram()
			.register(this.meters));
	}

	private static double documents(SearchStatus status) {
		return status.state().known().map((index) -> {
			try {
				return (double) index.documents();
			}
			catch (IOException | AlreadyClosedException ex) {
				return Double.NaN;
			}
		}).orElse(0.0);
	}

}
