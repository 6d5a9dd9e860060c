package io.broadsheet.trending.answers;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.broadsheet.events.ArticleCard;
import io.broadsheet.events.RankingChanged;
import io.broadsheet.trending.MutableClock;
import io.broadsheet.trending.ranking.SectionCap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rankings over HTTP.
 */
@WebFluxTest(controllers = RankingsController.class,
		properties = { "spring.config.name=trending-service", "broadsheet.publisher.zone=Asia/Ho_Chi_Minh" })
class RankingsControllerTests {

	private static final OffsetDateTime TEN = OffsetDateTime.parse("2026-03-01T10:00:00+07:00");

	@Autowired
	private WebTestClient http;

	@Autowired
	private World world;

	@BeforeEach
	void calm() {
		this.world.held.drop("most-viewed/24h/all");
		this.world.clock.set(TEN.toInstant());
		this.world.degraded.set(false);
		this.world.lag.set(0);
	}

	@Test
	void aListIsAnsweredWithItsEnvelope() {
		this.world.held.hold(ranking(item(1, null, "a"), item(2, 1, "b")));
		get("/api/v1/rankings/most-viewed").expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("Surrogate-Key", "ranking:most-viewed article:a article:b")
			.expectBody()
			.json("""
					{"list": "most-viewed", "window": "24h", "generatedAt": "2026-03-01T09:59:59+07:00",
					 "windowStart": "2026-02-28T09:55:00+07:00", "windowEnd": "2026-03-01T09:59:59+07:00",
					 "inputLagSeconds": 4, "degraded": false, "items": [
					  {"rank": 1, "score": 3.0, "views": 3, "article": {"id": "a", "slug": "slug",
					   "url": "https://paper.example/a", "headline": "Headline", "section": "x", "language": "en",
					   "publishedAt": "2026-03-01T06:00:00+07:00", "updatedAt": "2026-03-01T06:00:00+07:00"}},
					  {"rank": 2, "previousRank": 1, "score": 3.0, "views": 3, "article": {"id": "b", "slug": "slug",
					   "url": "https://paper.example/b", "headline": "Headline", "section": "x", "language": "en",
					   "publishedAt": "2026-03-01T06:00:00+07:00", "updatedAt": "2026-03-01T06:00:00+07:00"}}]}
					""", JsonCompareMode.STRICT);
	}

	@Test
	void aListThatNobodyMadeYetIsEmptyAndMadeNow() {
		get("/api/v1/rankings/most-viewed?section=nowhere").expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("Surrogate-Key", "ranking:most-viewed")
			.expectBody()
			.json("""
					{"list": "most-viewed", "window": "24h", "section": "nowhere",
					 "generatedAt": "2026-03-01T10:00:00+07:00", "windowStart": "2026-02-28T10:00:00+07:00",
					 "windowEnd": "2026-03-01T10:00:00+07:00", "inputLagSeconds": 0, "degraded": false, "items": []}
					""", JsonCompareMode.STRICT);
	}

	@Test
	void theLimitCutsTheList() {
		this.world.held.hold(ranking(item(1, null, "a"), item(2, 1, "b")));
		get("/api/v1/rankings/most-viewed?limit=1").expectBody().jsonPath("$.items.length()").isEqualTo(1);
		get("/api/v1/rankings/most-viewed?limit=100").expectBody().jsonPath("$.items.length()").isEqualTo(2);
	}

	@Test
	void anAnswerSaysThatItIsDegradedAndHowFarBehind() {
		this.world.held.hold(ranking(item(1, null, "a")));
		this.world.degraded.set(true);
		this.world.lag.set(70);
		get("/api/v1/rankings/most-viewed").expectBody()
			.jsonPath("$.degraded")
			.isEqualTo(true)
			.jsonPath("$.inputLagSeconds")
			.isEqualTo(70);
	}

	@Test
	void whatAListSaidOfItsLagIsForgottenSoon() {
		this.world.held.hold(ranking(item(1, null, "a")));
		this.world.clock.set(TEN.plusSeconds(2).toInstant());
		get("/api/v1/rankings/most-viewed").expectBody().jsonPath("$.inputLagSeconds").isEqualTo(0);
	}

	@ParameterizedTest
	@CsvSource({ "limit=0, limit", "limit=101, limit", "limit=ten, limit", "limit=-1, limit", "limit=, limit",
			"limit=99999999999, limit", "window=1y, window", "window=, window", "section=Sport, section",
			"section=, section", "section=a_b, section", "limit=1&limit=2, limit" })
	void aParameterThatCannotBeIsNamed(String query, String parameter) {
		get("/api/v1/rankings/most-viewed?" + query).expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/invalid-parameter")
			.jsonPath("$.status")
			.isEqualTo(400)
			.jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).contains("'" + parameter + "'"));
	}

	@Test
	void anUnknownWindowIsToldTheKnownOnes() {
		get("/api/v1/rankings/most-viewed?window=2h").expectBody()
			.jsonPath("$.detail")
			.isEqualTo("The parameter 'window' must be one of 1h, 24h, 7d, 30d");
	}

	@Test
	void aSectionMayHaveSixtyFourCharactersButNoMore() {
		get("/api/v1/rankings/most-viewed?section=" + "s".repeat(64)).expectStatus().isOk();
		get("/api/v1/rankings/most-viewed?section=" + "s".repeat(65)).expectStatus().isBadRequest();
	}

	@ParameterizedTest
	@CsvSource({ "/api/v1/rankings/most-hated", "/api/v1/nothing" })
	void whatIsNotThereIsAProblem(String path) {
		get(path).expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/not-found");
	}

	@Test
	void onlyGetIsAllowed() {
		this.http.post()
			.uri("/api/v1/rankings/most-viewed")
			.exchange()
			.expectStatus()
			.isEqualTo(405)
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/method-not-allowed");
	}

	private WebTestClient.ResponseSpec get(String uri) {
		return this.http.get().uri(URI.create(uri)).exchange();
	}

	private static RankingChanged ranking(RankingChanged.Item... items) {
		OffsetDateTime generatedAt = TEN.minusSeconds(1);
		return new RankingChanged("most-viewed", "24h", null, null, null, generatedAt,
				TEN.minusHours(24).minusMinutes(5), generatedAt, 4, List.of(items), List.of());
	}

	private static RankingChanged.Item item(int rank, Integer previousRank, String id) {
		OffsetDateTime publishedAt = OffsetDateTime.parse("2026-03-01T06:00:00+07:00");
		return new RankingChanged.Item(rank, previousRank, 3, 3, new ArticleCard(id, "slug",
				"https://paper.example/" + id, "Headline", null, "x", "en", null, publishedAt, publishedAt));
	}

	/** What the answers are made from. */
	static class World {

		final HeldRankings held = new HeldRankings();

		final MutableClock clock = new MutableClock(Instant.EPOCH, ZoneId.of("Asia/Ho_Chi_Minh"));

		final AtomicBoolean degraded = new AtomicBoolean();

		final AtomicLong lag = new AtomicLong();

	}

	@TestConfiguration
	static class WorldConfiguration {

		@Bean
		World world() {
			return new World();
		}

		@Bean
		RankingAnswers rankingAnswers(World world) {
			return new RankingAnswers(world.held, new SectionCap(3), world.degraded::get, world.lag::get, world.clock);
		}

	}

}
