package io.broadsheet.ingest.view;

import java.util.ArrayList;
import java.util.List;

import io.broadsheet.events.ArticleViewed;
import io.broadsheet.ingest.audience.AudienceLog;
import io.broadsheet.ingest.audience.Sender;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Takes views: those that can be read are on the log when the report is there.
 */
class Views {

	private static final String METRIC = "broadsheet.ingest.views";

	private final ViewReader reader;

	private final AudienceLog log;

	private final MeterRegistry meters;

	Views(ViewReader reader, AudienceLog log, MeterRegistry meters) {
		this.reader = reader;
		this.log = log;
		this.meters = meters;
	}

	/**
	 * Takes views.
	 * @param views one JSON value each
	 * @param sender who sent them
	 * @return what became of them, or an error if the log can't be written to
	 */
	Mono<ViewReport> take(List<JsonNode> views, Sender sender) {
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
		return this.log.write(readable).then(Mono.fromSupplier(() -> {
			counter("accepted").increment(readable.size());
			return new ViewReport(readable.size(), rejected);
		}));
	}

	private Counter counter(String outcome) {
		return this.meters.counter(METRIC, "outcome", outcome);
	}

}
