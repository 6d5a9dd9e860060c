package io.broadsheet.ingest.view;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.broadsheet.events.ArticleViewed;
import io.broadsheet.events.EventCodec;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import org.springframework.kafka.core.KafkaOperations;

/**
 * Takes views: those that can be read are on the log when the report is there.
 */
class Views {

	private static final String METRIC = "broadsheet.ingest.views";

	private final EventCodec events = new EventCodec("ingest-service");

	private final ViewReader reader;

	private final KafkaOperations<String, byte[]> kafka;

	private final MeterRegistry meters;

	Views(ViewReader reader, KafkaOperations<String, byte[]> kafka, MeterRegistry meters) {
		this.reader = reader;
		this.kafka = kafka;
		this.meters = meters;
	}

	/**
	 * Takes views.
	 * @param views one JSON value each
	 * @param sender who sent them
	 * @return what became of them, or an error if the log can't be written to
	 */
	Mono<ViewReport> take(List<JsonNode> views, String sender) {
		List<ArticleViewed> readable = new ArrayList<>(views.size());
		List<ViewReport.Rejection> rejected = new ArrayList<>();
		for (int index = 0; index < views.size(); index++) {
			try {
				readable.add(this.reader.read(views.get(index), sender));
			}
			catch (RejectedViewException ex) {
				rejected.add(new ViewReport.Rejection(index, ex.reason()));
				counter(ex.reason()).increment();
			}
		}
		return Mono.fromFuture(() -> write(readable))
			.subscribeOn(Schedulers.boundedElastic())
			.then(Mono.fromSupplier(() -> {
				counter("accepted").increment(readable.size());
				return new ViewReport(readable.size(), rejected);
			}));
	}

	private CompletableFuture<Void> write(List<ArticleViewed> views) {
		return CompletableFuture.allOf(views.stream()
			.map((view) -> this.kafka.send(this.events.write(view)))
			.toArray(CompletableFuture[]::new));
	}

	private Counter counter(String outcome) {
		return this.meters.counter(METRIC, "outcome", outcome);
	}

}
