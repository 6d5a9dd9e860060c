package io.broadsheet.trending.answers;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.broadsheet.events.ArticleCard;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.RankingChanged;
import io.broadsheet.trending.MutableClock;
import io.broadsheet.trending.ranking.SectionCap;
import org.apache.kafka.clients.producer.ProducerRecord;
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
		this.world.hold(ranking(item(1, null, "a"), item(2, 1, "b")));
		get("/api/v1/rankings/most-viewed").expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("Surrogate-Key", "ranking:most-viewed article:a article:b")
			.expectBody()
			.json("""
					{"list": "most-viewed", "window": "24h", "generatedAt": "2026-03-01T09:59:59+07:00",
					 "windowStart": "2026-02-28T09:55:00+07:00", "windowEnd": "2026-03-01T09:59:59+07:00",
					 "inputLagSeconds": 4, "degraded": false, "items": [
					  {"rank": 1, "score": 3.0, "views": 3, "visitors": 2, "article": {"id": "a", "slug": "slug",
					   "url": "https://paper.example/a", "headline": "Headline", "section": "x", "language": "en",
					   "publishedAt": "2026-03-01T06:00:00+07:00", "updatedAt": "2026-03-01T06:00:00+07:00"}},
					  {"rank": 2, "previousRank": 1, "score": 3.0, "views": 3, "visitors": 2, "article": {"id": "b", "slug": "slug",
					   "url": "https://paper.example/b", "headline": "Headline", "section": "x", "language": "en",
					   "publishedAt": "2026-03-01T06:00:00+07:00", "updatedAt": "2026-03-01T06:00:00+07:00"}}]}
					""",
					JsonCompareMode.STRICT);
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
		this.world.hold(ranking(item(1, null, "a"), item(2, 1, "b")));
		get("/api/v1/rankings/most-viewed?limit=1").expectBody().jsonPath("$.items.length()").isEqualTo(1);
		get("/api/v1/rankings/most-viewed?limit=100").expectBody().jsonPath("$.items.length()").isEqualTo(2);
	}

	@Test
	void anAnswerSaysThatItIsDegradedAndHowFarBehind() {
		this.world.hold(ranking(item(1, null, "a")));
		this.world.degraded.set(true);
		this.world.lag.set(70);
		get("/api/v1/rankings/most-viewed").expectBody()
			.jsonPath("$.degraded")
			.isEqualTo(true)
			.jsonPath("$.inputLagSeconds")
			.isEqualTo(70);
	}

	@Test
	void nobodyMayUseAListForLongerThanASecondWithoutAsking() {
		get("/api/v1/rankings/most-viewed").expectHeader().valueEquals("Cache-Control", "max-age=1, public");
	}

	@Test
	void whatAListSaidOfItsLagIsForgottenSoon() {
		this.world.hold(ranking(item(1, null, "a")));
		this.world.clock.set(TEN.plusSeconds(2).toInstant());
		get("/api/v1/rankings/most-viewed").expectBody().jsonPath("$.inputLagSeconds").isEqualTo(0);
	}

	@ParameterizedTest
	@CsvSource({ "limit=0, limit", "limit=101, limit", "limit=ten, limit", "limit=-1, limit", "limit=, limit",
			"limit=99999999999, limit", "window=1y, window", "window=, window", "section=Sport, section",
			"section=, section", "section=a_b, section", "tag=A, tag", "language=english!, language",
			"language=, language", "publishedWithin=2h, publishedWithin", "publishedWithin=, publishedWithin",
			"limit=1&limit=2, limit" })
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

	@ParameterizedTest
	@CsvSource({ "section=x&tag=y, tag, section", "section=x&language=en, language, section",
			"tag=x&language=en, language, tag" })
	void scopesThatCannotBeCombinedExactlyAreRefused(String query, String parameter, String other) {
		get("/api/v1/rankings/trending?" + query).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.detail")
			.value(String.class,
					(detail) -> assertThat(detail).startsWith("The parameter '" + parameter + "' can't be combined")
						.contains("'" + other + "'"));
	}

	@ParameterizedTest
	@CsvSource({ "most-viewed, 1h, tag=bus, tag, bus", "trending, 24h, language=EN-gb, language, en-gb",
			"most-reacted, 7d, section=x, section, x", "most-shared, 30d, language=vi, language, vi" })
	void eachListIsAnsweredForEachWindowAndScope(String list, String window, String query, String kind, String name) {
		get("/api/v1/rankings/" + list + "?window=" + window + "&" + query).expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.list")
			.isEqualTo(list)
			.jsonPath("$.window")
			.isEqualTo(window)
			.jsonPath("$." + kind)
			.isEqualTo(name)
			.jsonPath("$.items.length()")
			.isEqualTo(0);
	}

	@Test
	void whoWasPublishedLongAgoIsFilteredBeforeTheListIsCut() {
		OffsetDateTime now = TEN.minusSeconds(1);
		this.world.hold(new RankingChanged("most-viewed", "24h", null, null, null, now, now, now, 0,
				List.of(item(1, null, "old", TEN.minusDays(1).minusNanos(1_000_000), 9),
						item(2, 1, "first", TEN.minusDays(1), 8)),
				List.of(new RankingChanged.Further(7, 7, 5L, item(1, null, "second", TEN, 7).article()),
						new RankingChanged.Further(6, 6, null, item(1, null, "third", TEN, 6).article()))));
		get("/api/v1/rankings/most-viewed?publishedWithin=24h&limit=2").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.publishedWithin")
			.isEqualTo("24h")
			.jsonPath("$.items.length()")
			.isEqualTo(2)
			.jsonPath("$.items[0].article.id")
			.isEqualTo("first")
			.jsonPath("$.items[0].rank")
			.isEqualTo(1)
			.jsonPath("$.items[0].previousRank")
			.doesNotExist()
			.jsonPath("$.items[1].article.id")
			.isEqualTo("second")
			.jsonPath("$.items[1].visitors")
			.isEqualTo(5);
	}

	@Test
	void visitorsThatNobodyCountedAreLeftOut() {
		this.world.hold(ranking(new RankingChanged.Item(1, null, 3, 3, null, item(1, null, "a").article())));
		get("/api/v1/rankings/most-viewed").expectBody()
			.jsonPath("$.items[0].views")
			.isEqualTo(3)
			.jsonPath("$.items[0].visitors")
			.doesNotExist();
	}

	@Test
	void aListWhoseInputIsFarBehindIsDegraded() {
		this.world.hold(ranking(item(1, null, "a")));
		this.world.lag.set(30);
		get("/api/v1/rankings/most-viewed").expectBody().jsonPath("$.degraded").isEqualTo(false);
		this.world.lag.set(31);
		get("/api/v1/rankings/most-viewed").expectBody().jsonPath("$.degraded").isEqualTo(true);
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
		return item(rank, previousRank, id, OffsetDateTime.parse("2026-03-01T06:00:00+07:00"), 3);
	}

	private static RankingChanged.Item item(int rank, Integer previousRank, String id, OffsetDateTime publishedAt,
			long views) {
		return new RankingChanged.Item(rank, previousRank, views, views, 2L, new ArticleCard(id, "slug",
				"https://paper.example/" + id, "Headline", null, "x", "en", null, publishedAt, publishedAt));
	}

	/** What the answers are made from. */
	static class World {

		private final EventCodec codec = new EventCodec("tests");

		final HeldRankings held = new HeldRankings(this.codec);

		void hold(RankingChanged ranking) {
			ProducerRecord<String, byte[]> record = this.codec.write(ranking);
			this.held.hold(record.key(), record.headers(), record.value());
		}

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
