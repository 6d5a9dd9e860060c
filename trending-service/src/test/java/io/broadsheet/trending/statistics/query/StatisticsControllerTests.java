package io.broadsheet.trending.statistics.query;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.broadsheet.trending.statistics.ArticleFigures;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Statistics over HTTP, and who is asked for them.
 */
@WebFluxTest(controllers = StatisticsController.class,
		properties = { "spring.config.name=trending-service", "broadsheet.publisher.zone=Asia/Ho_Chi_Minh" })
class StatisticsControllerTests {

	private static final HostInfo HERE = new HostInfo("here", 1);

	private static final HostInfo THERE = new HostInfo("there", 2);

	private static final HostInfo ELSEWHERE = new HostInfo("elsewhere", 3);

	@Autowired
	private WebTestClient http;

	@Autowired
	private World world;

	@BeforeEach
	void calm() {
		this.world.keepers = () -> new Keepers(0, HERE, List.of(HERE));
		this.world.answer = () -> answer(false);
		this.world.away = List.of();
		this.world.asked.clear();
	}

	@Test
	void theInstanceThatCountsAnArticleAnswersWithTheEnvelope() {
		get("/api/v1/articles/a-1/stats").expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("Surrogate-Key", "article:a-1")
			.expectHeader()
			.valueEquals("Cache-Control", "max-age=5, public")
			.expectBody()
			.json("""
					{"generatedAt": "2026-03-01T10:00:00+07:00", "inputLagSeconds": 4, "degraded": false,
					 "views": {"1h": 1, "24h": 2, "7d": 3, "30d": 4, "total": 5},
					 "visitors": {"1h": 1, "24h": 1, "7d": 2, "30d": 2, "total": 3},
					 "reactions": {"like": 2}, "shares": {"whatsapp": 1}, "filtered": {"duplicate": 7},
					 "hourly": [{"at": "2026-03-01T10:00:00+07:00", "views": 1}]}
					""", JsonCompareMode.STRICT);
		assertThat(this.world.asked).isEmpty();
	}

	@Test
	void whatMayBeOutOfDateIsNotCached() {
		this.world.answer = () -> answer(true);
		get("/api/v1/articles/a/stats").expectStatus().isOk().expectHeader().valueEquals("Cache-Control", "no-store");
	}

	@Test
	void aQuestionIsPassedOnToTheInstanceThatCounts() {
		this.world.keepers = () -> new Keepers(0, THERE, List.of(THERE, HERE));
		get("/api/v1/articles/a/stats").expectStatus().isOk().expectBody(String.class).isEqualTo("from there");
		assertThat(this.world.asked).containsExactly("there /api/v1/articles/a/stats");
	}

	@Test
	void aStandbyAnswersWhileTheInstanceThatCountsDoesNot() {
		this.world.away = List.of(THERE);
		this.world.keepers = () -> new Keepers(0, THERE, List.of(THERE, ELSEWHERE));
		get("/api/v1/articles/a/stats").expectStatus().isOk().expectBody(String.class).isEqualTo("from elsewhere");
		this.world.keepers = () -> new Keepers(0, THERE, List.of(THERE, HERE));
		get("/api/v1/articles/a/stats").expectStatus().isOk().expectBody().jsonPath("$.views.1h").isEqualTo(1);
	}

	@Test
	void aQuestionThatWasPassedOnIsNotPassedOnAgain() {
		this.world.keepers = () -> new Keepers(0, THERE, List.of(THERE));
		this.http.get()
			.uri("/api/v1/articles/a/stats")
			.header("X-Passed-On", "true")
			.exchange()
			.expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.valueEquals("Retry-After", "1");
		assertThat(this.world.asked).isEmpty();
	}

	@Test
	void whileNobodyCanAnswerOneIsToldToTryAgain() {
		this.world.away = List.of(THERE, ELSEWHERE);
		this.world.keepers = () -> new Keepers(0, THERE, List.of(THERE, ELSEWHERE));
		assertProblem("/api/v1/articles/a/stats", 503, "/problems/statistics-unavailable");
		assertThat(this.world.asked).hasSize(2);
		this.world.keepers = () -> {
			throw StatisticsException.unavailable("Moving", null);
		};
		get("/api/v1/articles/a/stats").expectStatus().isEqualTo(503).expectHeader().valueEquals("Retry-After", "1");
	}

	@Test
	void anUnknownArticleIsNotFoundAndAWithdrawnOneIsGone() {
		this.world.keepers = () -> new Keepers(0, HERE, List.of(HERE, THERE));
		this.world.answer = () -> {
			throw StatisticsException.unknown();
		};
		assertProblem("/api/v1/articles/a/stats", 404, "/problems/not-found");
		this.world.answer = () -> {
			throw StatisticsException.withdrawn();
		};
		assertProblem("/api/v1/articles/a/stats", 410, "/problems/gone");
		assertThat(this.world.asked).as("nobody else is asked").isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a%00b", "a%20b", "%C4%91", "a_b", "a%2Fb", "..%2F..%2Fetc",
			"12345678901234567890123456789012345678901234567890123456789012345" })
	void anIdThatCannotBeIsRefused(String id) {
		assertProblem("/api/v1/articles/" + id + "/stats", 400, "/problems/invalid-parameter");
	}

	private void assertProblem(String path, int status, String type) {
		get(path).expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectHeader()
			.valueEquals("Cache-Control", "no-store")
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo(type);
	}

	private WebTestClient.ResponseSpec get(String path) {
		return this.http.get().uri(URI.create(path)).exchange();
	}

	private static StatisticsAnswer answer(boolean degraded) {
		OffsetDateTime ten = OffsetDateTime.parse("2026-03-01T10:00:00+07:00");
		return new StatisticsAnswer(ten, 4, degraded,
				new ArticleFigures(Map.of("1h", 1L, "24h", 2L, "7d", 3L, "30d", 4L, "total", 5L),
						Map.of("1h", 1L, "24h", 1L, "7d", 2L, "30d", 2L, "total", 3L), Map.of("like", 2L),
						Map.of("whatsapp", 1L), Map.of("duplicate", 7L),
						List.of(new ArticleFigures.HourlyViews(ten, 1))));
	}

	/** What this instance and the others would answer. */
	static class World {

		volatile Supplier<Keepers> keepers = () -> new Keepers(0, HERE, List.of(HERE));

		volatile Supplier<StatisticsAnswer> answer = () -> answer(false);

		volatile List<HostInfo> away = List.of();

		final List<String> asked = new ArrayList<>();

	}

	@TestConfiguration
	static class WorldConfiguration {

		@Bean
		World world() {
			return new World();
		}

		@Bean
		StatisticsSettings settings() {
			return new StatisticsSettings("here:1", Duration.ofSeconds(1), Duration.ofSeconds(5));
		}

		@Bean
		LocalStatistics localStatistics(World world) {
			return new LocalStatistics(() -> null, HERE, () -> 0, Clock.systemUTC()) {
				@Override
				Keepers keepers(String articleId) {
					return world.keepers.get();
				}

				@Override
				StatisticsAnswer answer(String articleId, Keepers keepers) {
					return world.answer.get();
				}
			};
		}

		@Bean
		Peers peers(World world) {
			return new Peers(Duration.ofSeconds(1)) {
				@Override
				Mono<ResponseEntity<byte[]>> ask(HostInfo peer, String path) {
					world.asked.add(peer.host() + " " + path);
					return world.away.contains(peer) ? Mono.error(StatisticsException.unavailable("Away", null))
							: Mono.just(ResponseEntity.ok(("from " + peer.host()).getBytes()));
				}
			};
		}

	}

}
