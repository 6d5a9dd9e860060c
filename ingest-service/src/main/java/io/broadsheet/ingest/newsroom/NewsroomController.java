package io.broadsheet.ingest.newsroom;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.broadsheet.events.EventJson;
import io.broadsheet.ingest.ledger.answer.LedgerUnavailableException;
import io.broadsheet.ingest.ledger.stream.LedgerReader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What editors see of articles and readers don't. An instance answers for the articles
 * that it decides about, and passes questions about the others on.
 */
@RestController
@RequestMapping(path = "/api/v1/newsroom", produces = MediaType.APPLICATION_JSON_VALUE)
class NewsroomController {

	private final JsonMapper json = EventJson.mapper();

	private final Newsroom newsroom;

	private final LedgerReader ledger;

	private final Peers peers;

	NewsroomController(Newsroom newsroom, LedgerReader ledger, Peers peers) {
		this.newsroom = newsroom;
		this.ledger = ledger;
		this.peers = peers;
	}

	@GetMapping("/articles/{id}")
	Mono<ResponseEntity<byte[]>> article(@PathVariable String id, ServerHttpRequest request) {
		return whereDecided(id, request, () -> {
			ObjectNode article = this.newsroom.article(id);
			return ResponseEntity.ok()
				.eTag("\"" + article.path("revision").asLong() + "\"")
				.contentType(MediaType.APPLICATION_JSON)
				.body(this.json.writeValueAsBytes(article));
		});
	}

	@GetMapping("/articles/{id}/revisions")
	Mono<ResponseEntity<byte[]>> revisions(@PathVariable String id,
			@RequestParam(required = false) @Nullable String limit,
			@RequestParam(required = false) @Nullable String cursor, ServerHttpRequest request) {
		PageQuery query = PageQuery.of(limit, cursor, Newsroom.REVISION_KEY);
		return whereDecided(id, request, () -> body(this.newsroom.revisions(id, query), request));
	}

	@GetMapping("/scheduled")
	Mono<ResponseEntity<byte[]>> scheduled(@RequestParam(required = false) @Nullable String limit,
			@RequestParam(required = false) @Nullable String cursor, ServerHttpRequest request) {
		PageQuery query = PageQuery.of(limit, cursor, Newsroom.SCHEDULE_KEY);
		Mono<Page> own = blocking(() -> this.newsroom.scheduled(query));
		if (isPassedOn(request)) {
			return own.map((page) -> body(page, request));
		}
		Flux<Page> others = blocking(this.ledger::others).flatMapIterable((peers) -> peers)
			.flatMap((peer) -> this.peers.ask(peer, request).map((answer) -> page(peer, answer)));
		return Flux.merge(own, others).collectList().map((parts) -> body(merge(parts, query), request));
	}

	private Mono<ResponseEntity<byte[]>> whereDecided(String id, ServerHttpRequest request,
			Callable<ResponseEntity<byte[]>> here) {
		return blocking(() -> this.ledger.decidedElsewhere(id)).flatMap((elsewhere) -> {
			if (elsewhere.isEmpty()) {
				return blocking(here);
			}
			return isPassedOn(request) ? Mono.error(moved(id)) : this.peers.ask(elsewhere.get(), request);
		});
	}

	private Page merge(List<Page> parts, PageQuery query) {
		List<ObjectNode> items = new ArrayList<>();
		parts.forEach((part) -> items.addAll(part.items()));
		boolean isCut = parts.stream().anyMatch((part) -> part.next() != null);
		return ScheduleOrder.page(items, query.limit(), isCut);
	}

	private Page page(URI peer, ResponseEntity<byte[]> answer) {
		byte[] body = answer.getBody();
		if (answer.getStatusCode() != HttpStatus.OK || body == null) {
			throw new LedgerUnavailableException("on the schedule of " + peer,
					new IllegalStateException(answer.getStatusCode().toString()));
		}
		return this.json.readValue(body, Page.class);
	}

	private ResponseEntity<byte[]> body(Page page, ServerHttpRequest request) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
		if (page.next() != null) {
			answer.header(HttpHeaders.LINK, "<" + next(request, page.next()) + ">; rel=\"next\"");
		}
		return answer.body(this.json.writeValueAsBytes(page));
	}

	/** Without a host, as a client's address of this service is the gateway's. */
	private static String next(ServerHttpRequest request, String cursor) {
		UriComponents next = UriComponentsBuilder.fromUri(request.getURI())
			.replaceQueryParam("cursor", cursor)
			.build(true);
		return next.getPath() + "?" + next.getQuery();
	}

	private static boolean isPassedOn(ServerHttpRequest request) {
		return request.getHeaders().containsHeader(Peers.PASSED_ON);
	}

	private static LedgerUnavailableException moved(String id) {
		return new LedgerUnavailableException(id, new IllegalStateException("Its partition is moving"));
	}

	private static <T> Mono<T> blocking(Callable<T> question) {
		return Mono.fromCallable(question).subscribeOn(Schedulers.boundedElastic());
	}

}
