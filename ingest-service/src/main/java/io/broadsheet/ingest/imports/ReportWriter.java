package io.broadsheet.ingest.imports;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the report of an import while it runs: an item as soon as it and all before it
 * are decided, the counts at the end.
 */
final class ReportWriter {

	private static final Logger logger = LoggerFactory.getLogger(ReportWriter.class);

	private static final String BEGIN = "{\"items\":[\n";

	private final Map<ItemReport.Result, Long> counts = new EnumMap<>(ItemReport.Result.class);

	private final ImportFormat format;

	private final JsonMapper json;

	private final Clock clock;

	private final Duration progressInterval;

	private Instant progressAt;

	private boolean first = true;

	ReportWriter(ImportFormat format, JsonMapper json, Clock clock, Duration progressInterval) {
		this.format = format;
		this.json = json;
		this.clock = clock;
		this.progressInterval = progressInterval;
		this.progressAt = clock.instant();
	}

	/** The pieces of the report: an item each, and the end. */
	Flux<byte[]> write(Flux<ItemReport> items) {
		return Flux.concat(items.map(this::item), Mono.fromSupplier(this::end));
	}

	/**
	 * The pieces of a report, and white space while there are none, so that nobody on the
	 * way takes a ledger that thinks for a connection that is dead. Before the import has
	 * begun there is neither, so that one which can't begin is an error and no report.
	 */
	static Flux<byte[]> alive(Flux<byte[]> report, Mono<Void> begun, Duration silence) {
		return report.publish((pieces) -> Flux.merge(pieces,
				begun.thenMany(Flux.interval(Duration.ZERO, silence).onBackpressureDrop())
					.map((tick) -> bytes("\n"))
					.takeUntilOther(pieces.ignoreElements())));
	}

	private byte[] item(ItemReport item) {
		this.counts.merge(item.outcome(), 1L, Long::sum);
		if (!this.clock.instant().isBefore(this.progressAt.plus(this.progressInterval))) {
			this.progressAt = this.clock.instant();
			log("An import goes on");
		}
		ByteArrayOutputStream piece = new ByteArrayOutputStream();
		piece.writeBytes(bytes(this.first ? BEGIN : ","));
		piece.writeBytes(this.json.writeValueAsBytes(item));
		piece.write('\n');
		this.first = false;
		return piece.toByteArray();
	}

	private byte[] end() {
		log("An import is complete");
		StringBuilder end = new StringBuilder(this.first ? BEGIN : "").append(']');
		for (ItemReport.Result result : ItemReport.Result.values()) {
			end.append(",\"").append(result.tag()).append("\":").append(count(result));
		}
		return bytes(end + "}\n");
	}

	private void log(String message) {
		logger.atInfo()
			.addKeyValue("format", this.format.tag())
			.addKeyValue("created", count(ItemReport.Result.CREATED))
			.addKeyValue("revised", count(ItemReport.Result.REVISED))
			.addKeyValue("unchanged", count(ItemReport.Result.UNCHANGED))
			.addKeyValue("rejected", count(ItemReport.Result.REJECTED))
			.log(message);
	}

	private long count(ItemReport.Result result) {
		return this.counts.getOrDefault(result, 0L);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
