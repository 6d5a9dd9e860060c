package io.broadsheet.ingest.imports;

import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;

import io.broadsheet.ingest.caller.Caller;
import io.broadsheet.ingest.imports.feed.FeedReader;
import io.broadsheet.ingest.imports.item.ImportDefaults;
import io.broadsheet.ingest.imports.item.ImportItem;
import io.broadsheet.ingest.imports.item.Intake;
import io.broadsheet.ingest.imports.item.UnreadableDocumentException;
import io.broadsheet.ingest.imports.ndjson.DraftLines;
import io.broadsheet.ingest.imports.ninjs.NinjsReader;
import io.broadsheet.ingest.problem.Problem;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Takes documents of many articles. The answer begins as soon as the ledger answers for
 * one of them, or one is refused without it, before the document ends.
 */
@RestController
@RequestMapping("/api/v1/imports")
class ImportsController {

	private final Imports imports;

	private final Intake intake;

	private final DraftLines lines;

	private final FeedReader feeds;

	private final NinjsReader ninjs;

	private final JsonMapper json;

	private final Clock clock;

	private final ImportSettings settings;

	ImportsController(Imports imports, Intake intake, DraftLines lines, FeedReader feeds, NinjsReader ninjs,
			JsonMapper json, Clock clock, ImportSettings settings) {
		this.imports = imports;
		this.intake = intake;
		this.lines = lines;
		this.feeds = feeds;
		this.ninjs = ninjs;
		this.json = json;
		this.clock = clock;
		this.settings = settings;
	}

	@PostMapping(consumes = "application/x-ndjson")
	Mono<Void> ndjson(@RequestParam(required = false) @Nullable String section,
			@RequestParam(required = false) @Nullable String language, ServerWebExchange exchange, Caller caller) {
		if (section != null || language != null) {
			throw Problem.invalidParameter((section != null) ? "section" : "language",
					"is for feeds and ninjs: a draft tells its own");
		}
		return report(ImportFormat.NDJSON, this.lines.read(exchange.getRequest().getBody()), caller,
				exchange.getResponse());
	}

	@PostMapping(consumes = "application/rss+xml")
	Mono<Void> rss(@RequestParam(required = false) @Nullable String section,
			@RequestParam(required = false) @Nullable String language, ServerWebExchange exchange, Caller caller) {
		return feed(ImportFormat.RSS, new ImportDefaults(section, language), caller, exchange);
	}

	@PostMapping(consumes = "application/atom+xml")
	Mono<Void> atom(@RequestParam(required = false) @Nullable String section,
			@RequestParam(required = false) @Nullable String language, ServerWebExchange exchange, Caller caller) {
		return feed(ImportFormat.ATOM, new ImportDefaults(section, language), caller, exchange);
	}

	@PostMapping(consumes = "application/vnd.iptc.ninjs+json")
	Mono<Void> ninjs(@RequestParam(required = false) @Nullable String section,
			@RequestParam(required = false) @Nullable String language, ServerWebExchange exchange, Caller caller) {
		return document(ImportFormat.NINJS, this.ninjs::read, new ImportDefaults(section, language), caller, exchange);
	}

	private Mono<Void> feed(ImportFormat format, ImportDefaults given, Caller caller, ServerWebExchange exchange) {
		String contentType = exchange.getRequest().getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
		return document(format, (document, defaults) -> this.feeds.read(document, contentType, defaults), given, caller,
				exchange);
	}

	private Mono<Void> document(ImportFormat format, BiFunction<byte[], ImportDefaults, List<ImportItem>> reader,
			ImportDefaults given, Caller caller, ServerWebExchange exchange) {
		ImportDefaults defaults = this.intake.check(given);
		return bytes(exchange.getRequest()).publishOn(Schedulers.boundedElastic())
			.map((document) -> reader.apply(document, defaults))
			.onErrorMap(UnreadableDocumentException.class,
					(failure) -> Problem.of(HttpStatus.BAD_REQUEST, "unreadable-document",
							String.valueOf(failure.getMessage())))
			.flatMap((items) -> report(format, Flux.fromIterable(items), caller, exchange.getResponse()));
	}

	private Mono<byte[]> bytes(ServerHttpRequest request) {
		return DataBufferUtils.join(request.getBody(), (int) this.settings.maxDocument().toBytes()).map((buffer) -> {
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			DataBufferUtils.release(buffer);
			return bytes;
		})
			.defaultIfEmpty(new byte[0])
			.onErrorMap(DataBufferLimitException.class,
					(failure) -> Problem.of(HttpStatus.CONTENT_TOO_LARGE, "content-too-large",
							"The document is larger than " + this.settings.maxDocument().toMegabytes() + " MiB"));
	}

	/**
	 * The pieces are one stream and no groups that are flushed each: Reactor Netty
	 * flushes when it has written what is there, and a report in groups may stop for
	 * ever.
	 */
	private Mono<Void> report(ImportFormat format, Flux<ImportItem> items, Caller caller, ServerHttpResponse response) {
		response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
		ReportWriter writer = new ReportWriter(format, this.json, this.clock, this.settings.progressInterval());
		Sinks.Empty<Void> begun = Sinks.empty();
		Flux<byte[]> report = writer.write(this.imports.take(format, caller.name(), items, begun::tryEmitEmpty))
			.onBackpressureBuffer(this.settings.maxUnread());
		Flux<DataBuffer> pieces = ReportWriter.alive(report, begun.asMono(), this.settings.silence())
			.map((piece) -> response.bufferFactory().wrap(piece));
		return response.writeWith(pieces);
	}

}
