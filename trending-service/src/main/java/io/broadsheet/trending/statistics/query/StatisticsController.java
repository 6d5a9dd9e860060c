package io.broadsheet.trending.statistics.query;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import io.broadsheet.events.EventJson;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * The statistics of articles over HTTP. An instance that does not keep an article passes
 * the question on to one that does; a question that was passed on is answered here or not
 * at all.
 */
@RestController
class StatisticsController {

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

	private final JsonMapper json = EventJson.mapper();

	private final LocalStatistics local;

	private final Peers peers;

	private final StatisticsSettings settings;

	StatisticsController(LocalStatistics local, Peers peers, StatisticsSettings settings) {
		this.local = local;
		this.peers = peers;
		this.settings = settings;
	}

	@GetMapping("/api/v1/articles/{id}/stats")
	Mono<ResponseEntity<byte[]>> statistics(@PathVariable String id,
			@RequestHeader(name = Peers.PASSED_ON, required = false) @Nullable String passedOn) {
		if (!ID.matcher(id).matches()) {
			return Mono.error(StatisticsException.malformed());
		}
		return blocking(() -> this.local.keepers(id)).flatMap((keepers) -> {
			boolean anybody = passedOn == null;
			List<HostInfo> asked = keepers.all()
				.stream()
				.filter((keeper) -> anybody || this.local.isHere(keeper))
				.toList();
			return askInTurn(id, keepers, asked);
		});
	}

	private Mono<ResponseEntity<byte[]>> askInTurn(String id, Keepers keepers, List<HostInfo> asked) {
		if (asked.isEmpty()) {
			return Mono.error(StatisticsException.unavailable("Another instance keeps the article now", null));
		}
		Mono<ResponseEntity<byte[]>> answer = ask(id, keepers, asked.get(0));
		return (asked.size() == 1) ? answer : answer.onErrorResume(StatisticsController::isUnavailability,
				(failure) -> askInTurn(id, keepers, asked.subList(1, asked.size())));
	}

	private Mono<ResponseEntity<byte[]>> ask(String id, Keepers keepers, HostInfo keeper) {
		if (this.local.isHere(keeper)) {
			return blocking(() -> answer(id, this.local.answer(id, keepers)));
		}
		return this.peers.ask(keeper, "/api/v1/articles/" + id + "/stats");
	}

	private static boolean isUnavailability(Throwable failure) {
		return failure instanceof StatisticsException problem && problem.isUnavailability();
	}

	private ResponseEntity<byte[]> answer(String id, StatisticsAnswer answer) {
		CacheControl caching = answer.degraded() ? CacheControl.noStore()
				: CacheControl.maxAge(this.settings.freshness()).cachePublic();
		return ResponseEntity.ok()
			.cacheControl(caching)
			.header(Peers.SURROGATE_KEY, "article:" + id)
			.contentType(MediaType.APPLICATION_JSON)
			.body(this.json.writeValueAsBytes(answer));
	}

	private static <T> Mono<T> blocking(Callable<T> question) {
		return Mono.fromCallable(question).subscribeOn(Schedulers.boundedElastic());
	}

}
