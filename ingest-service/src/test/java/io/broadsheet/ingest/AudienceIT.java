package io.broadsheet.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.broadsheet.events.ArticleReacted;
import io.broadsheet.events.ArticleShared;
import io.broadsheet.events.ArticleViewed;
import io.broadsheet.events.ReactionKind;
import io.broadsheet.events.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What readers do, on a real broker.
 */
@EmbeddedKafka(bootstrapServersProperty = "spring.kafka.bootstrap-servers")
@RunsIngestService
@ExtendWith(OutputCaptureExtension.class)
class AudienceIT {

	private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

	private static final String GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

	private final String article = UUID.randomUUID().toString();

	@LocalServerPort
	private int port;

	@Autowired
	private HealthEndpoint health;

	@Autowired
	private MeterRegistry meters;

	@Value("${spring.kafka.bootstrap-servers}")
	private String brokers;

	private EditorClient reader;

	private LogReader log;

	@BeforeEach
	void awaitReadiness() {
		this.reader = new EditorClient(this.port);
		this.log = new LogReader(this.brokers);
		await().atMost(60, TimeUnit.SECONDS)
			.until(() -> "UP".equals(this.health.healthForPath("readiness").getStatus().getCode()));
	}

	@ParameterizedTest
	@EnumSource
	void aReactionIsOnTheTopicWhenItIsAcknowledgedAndSoIsThatItWasTakenBack(ReactionKind kind) {
		assertThat(status(react(HttpMethod.PUT, kind.wireName(), Map.of("X-Visitor", "v")))).isEqualTo(204);
		assertThat(status(react(HttpMethod.DELETE, kind.wireName(), Map.of("X-Visitor", "v")))).isEqualTo(204);
		List<ArticleReacted> told = reactions();
		assertThat(told).extracting(ArticleReacted::kind).containsExactly(kind, kind);
		assertThat(told).extracting(ArticleReacted::given).containsExactly(true, false);
		assertThat(told).extracting(ArticleReacted::visitor).containsOnly(told.get(0).visitor());
		assertThat(told.get(0).at()).isBeforeOrEqualTo(told.get(1).at());
	}

	@Test
	void twoReadersAreTwoVisitorsAndOneReaderIsAnotherToAnotherArticle() {
		react(HttpMethod.PUT, "like", Map.of("X-Visitor", "v"));
		react(HttpMethod.PUT, "like", Map.of("X-Visitor", "w"));
		react(HttpMethod.PUT, "like", Map.of("User-Agent", FIREFOX));
		react(HttpMethod.PUT, "like", Map.of("User-Agent", FIREFOX));
		assertThat(reactions()).extracting(ArticleReacted::visitor)
			.hasSize(4)
			.satisfies((visitors) -> assertThat(Set.copyOf(visitors)).hasSize(3));
	}

	@Test
	void whoSendsNoIdIsTheVisitorOfTheAddressAndBrowser() {
		for (String address : List.of("203.0.113.7", "203.0.113.8", "203.0.113.7", "2001:db8::7")) {
			Map<String, String> headers = Map.of("User-Agent", FIREFOX, "X-Forwarded-For", address);
			assertThat(status(view("{\"articleId\": \"%s\"}".formatted(this.article), headers))).isEqualTo(202);
		}
		List<String> visitors = views().stream().map(ArticleViewed::visitor).toList();
		assertThat(visitors).hasSize(4);
		assertThat(Set.copyOf(visitors)).as("two of them are of one address").hasSize(3);
		assertThat(visitors.get(0)).isEqualTo(visitors.get(2));
	}

	@Test
	void aBeaconOfPlainTextIsOnTheTopic() {
		this.reader.http()
			.post()
			.uri("/api/v1/views")
			.contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
			.bodyValue("{\"articleId\": \"%s\", \"visitor\": \"v\", \"referrer\": \"https://a.example/ế\"}"
				.formatted(this.article))
			.exchange()
			.expectStatus()
			.isAccepted()
			.expectBody()
			.jsonPath("$.accepted")
			.isEqualTo(1);
		assertThat(views()).singleElement()
			.satisfies((view) -> assertThat(view.referrer()).isEqualTo("https://a.example/ế"));
	}

	@Test
	void anArrayOfArraysIsAsManyMalformedViews() {
		double before = count("broadsheet.ingest.views", "outcome", "malformed");
		EntityExchangeResult<Map<String, Object>> taken = view(
				"[[{\"articleId\": \"%s\"}], []]".formatted(this.article), Map.of());
		assertThat(status(taken)).isEqualTo(202);
		assertThat(taken.getResponseBody()).containsEntry("accepted", 0)
			.containsEntry("rejected",
					List.of(Map.of("index", 0, "reason", "malformed"), Map.of("index", 1, "reason", "malformed")));
		assertThat(count("broadsheet.ingest.views", "outcome", "malformed")).isEqualTo(before + 2);
		assertThat(views()).isEmpty();
	}

	@Test
	void ofFiveHundredAndOneViewsNoneIsTakenAndTheRefusalIsCounted() {
		String[] refusals = { "route", "/api/v1/views", "problem", "/problems/invalid-fields" };
		double before = count("broadsheet.ingest.problems", refusals);
		String view = "{\"articleId\": \"%s\"}".formatted(this.article);
		isProblem(view(Stream.generate(() -> view).limit(501).collect(Collectors.joining(",", "[", "]")), Map.of()),
				422, "invalid-fields");
		assertThat(count("broadsheet.ingest.problems", refusals)).isEqualTo(before + 1);
		assertThat(views()).isEmpty();
	}

	@Test
	void aHundredThousandVisitorsOfOneAddressAreTakenAsSuch() {
		Map<String, String> oneAddress = Map.of("User-Agent", FIREFOX, "X-Forwarded-For", "203.0.113.9");
		for (int batch = 0; batch < 200; batch++) {
			assertThat(view(batch(500 * batch), oneAddress).getResponseBody()).containsEntry("accepted", 500);
		}
		assertThat(views()).extracting(ArticleViewed::visitor).hasSize(100_000).doesNotHaveDuplicates();
	}

	@Test
	void aShareIsOnTheTopicWhenItIsAcknowledged() {
		assertThat(status(share("{\"channel\": \"zalo\"}", Map.of("X-Visitor", "v")))).isEqualTo(204);
		assertThat(this.log.events(Topic.ARTICLE_REACTIONS, this.article)).singleElement()
			.isInstanceOfSatisfying(ArticleShared.class, (share) -> assertThat(share.channel()).isEqualTo("zalo"));
	}

	@Test
	void whoeverItWasStandsInNoRecordAndNoLogLine(CapturedOutput output) {
		Map<String, String> named = Map.of("X-Visitor", "installation-of-lan", "User-Agent", FIREFOX);
		Map<String, String> unnamed = Map.of("User-Agent", FIREFOX, "X-Forwarded-For", "203.0.113.77");
		for (Map<String, String> headers : List.of(named, unnamed)) {
			view("[{\"articleId\": \"%s\"}, {\"articleId\": \"%s\", \"visitor\": \"telephone-of-minh\"}]"
				.formatted(this.article, this.article), headers);
			react(HttpMethod.PUT, "like", headers);
			react(HttpMethod.PUT, "unknown", headers);
			share("{\"channel\": \"email\"}", headers);
			share("{\"channel\": \"unknown\"}", headers);
		}
		List<ConsumerRecord<String, byte[]>> records = this.log
			.records(List.of(Topic.ARTICLE_VIEWS, Topic.ARTICLE_REACTIONS))
			.stream()
			.filter((record) -> this.article.equals(record.key()))
			.toList();
		assertThat(records).hasSize(8).allSatisfy((record) -> isAnonymous(text(record)));
		isAnonymous(output.getAll());
	}

	private static void isAnonymous(String text) {
		assertThat(text).doesNotContain("installation-of-lan", "telephone-of-minh", "203.0.113.77", "Firefox");
	}

	@Test
	void robotsAreCountedAndTold() {
		Map<String, String> robot = Map.of("User-Agent", GOOGLEBOT, "X-Visitor", "v");
		double before = count("broadsheet.ingest.views", "outcome", "bot");
		EntityExchangeResult<Map<String, Object>> taken = view("[{\"articleId\": \"%s\"}, {}]".formatted(this.article),
				robot);
		assertThat(status(taken)).isEqualTo(202);
		assertThat(taken.getResponseBody()).containsEntry("accepted", 0)
			.containsEntry("rejected",
					List.of(Map.of("index", 0, "reason", "bot"), Map.of("index", 1, "reason", "bot")));
		assertThat(count("broadsheet.ingest.views", "outcome", "bot")).isEqualTo(before + 2);
		isProblem(react(HttpMethod.PUT, "like", robot), 403, "robot");
		isProblem(react(HttpMethod.DELETE, "like", robot), 403, "robot");
		isProblem(share("{\"channel\": \"email\"}", robot), 403, "robot");
		assertThat(this.log.events(Topic.ARTICLE_VIEWS, this.article)).isEmpty();
		assertThat(this.log.events(Topic.ARTICLE_REACTIONS, this.article)).isEmpty();
	}

	@Test
	void refusalsAreCountedByRouteAndProblem() {
		String[] refusals = { "route", "/api/v1/articles/{id}/reactions/{kind}", "problem",
				"/problems/invalid-parameter" };
		double before = count("broadsheet.ingest.problems", refusals);
		react(HttpMethod.PUT, "unknown", Map.of("X-Visitor", "v"));
		assertThat(count("broadsheet.ingest.problems", refusals)).isEqualTo(before + 1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "PUT | unknown | 400", "PUT | LIKE | 400", "DELETE | a b | 400",
			"PUT | 0 | 400", "POST | like | 405", "GET | like | 405" })
	void aReactionThatThereIsNotIsAProblem(String method, String kind, int status) {
		EntityExchangeResult<Map<String, Object>> refused = react(HttpMethod.valueOf(method), kind,
				Map.of("X-Visitor", "v"));
		isProblem(refused, status, (status == 400) ? "invalid-parameter" : "method-not-allowed");
		assertThat(reactions()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"channel\": \"carrier-pigeon\"} | 422 | invalid-fields",
					"{\"channel\": \"Email\"} | 422 | invalid-fields", "{\"channel\": 7} | 422 | invalid-fields",
					"{\"channel\": null} | 422 | invalid-fields", "{} | 422 | invalid-fields",
					"{\"channel\": \"email\", \"to\": \"a\"} | 422 | invalid-fields", "[] | 400 | malformed-json",
					"[[]] | 400 | malformed-json", "null | 400 | invalid-request", "x | 400 | malformed-json" })
	void aShareThatIsNoneIsAProblem(String body, int status, String problem) {
		isProblem(share(body, Map.of("X-Visitor", "v")), status, problem);
		assertThat(this.log.events(Topic.ARTICLE_REACTIONS, this.article)).isEmpty();
	}

	@Test
	void anAddressThatIsNoArticlesIsAProblem() {
		for (String id : List.of("a b", "a".repeat(65), "ế", "a.b")) {
			isProblem(this.reader.send(HttpMethod.PUT, "/api/v1/articles/" + id + "/reactions/like",
					Map.of("X-Visitor", "v"), ""), 400, "invalid-parameter");
		}
	}

	@Test
	void aVisitorOfMoreThan64CharactersIsAProblemEverywhere() {
		Map<String, String> headers = Map.of("X-Visitor", "v".repeat(65));
		isProblem(view("{\"articleId\": \"a\"}", headers), 400, "invalid-header");
		isProblem(react(HttpMethod.PUT, "like", headers), 400, "invalid-header");
		isProblem(share("{\"channel\": \"email\"}", headers), 400, "invalid-header");
	}

	@Test
	void aViewOfAMegabyteIsMalformedOrTooLarge() {
		String view = "{\"articleId\": \"a\", \"referrer\": \"%s\"}";
		assertThat(view(view.formatted("r".repeat(1024 * 1024 - 100)), Map.of()).getResponseBody())
			.containsEntry("rejected", List.of(Map.of("index", 0, "reason", "malformed")));
		isProblem(view(view.formatted("r".repeat(1024 * 1024)), Map.of()), 413, "content-too-large");
		isProblem(share("{\"channel\": \"%s\"}".formatted("c".repeat(1024 * 1024)), Map.of()), 413,
				"content-too-large");
		isProblem(share("{\"channel\": \"%s\"}".formatted("c".repeat(1024 * 1024 - 100)), Map.of()), 422,
				"invalid-fields");
	}

	@Test
	void aDocumentOfAnyDepthIsRefused() {
		String deep = "[".repeat(100_000) + "]".repeat(100_000);
		isProblem(view(deep, Map.of()), 400, "malformed-json");
		isProblem(share("{\"channel\": " + deep + "}", Map.of()), 422, "invalid-fields");
	}

	@Test
	void halfACharacterCostsItsViewAlone() {
		EntityExchangeResult<Map<String, Object>> taken = view(
				"[{\"articleId\": \"%s\", \"referrer\": \"\\ud800\"}, {\"articleId\": \"%s\"}]".formatted(this.article,
						this.article),
				Map.of("X-Visitor", "v"));
		assertThat(taken.getResponseBody()).containsEntry("accepted", 1)
			.containsEntry("rejected", List.of(Map.of("index", 0, "reason", "malformed")));
	}

	@Test
	void theFullBatchOfOneAddressHasAsManyVisitorsAsItNames() {
		assertThat(view(batch(0), Map.of()).getResponseBody()).containsEntry("accepted", 500);
		assertThat(views()).extracting(ArticleViewed::visitor).hasSize(500).doesNotHaveDuplicates();
	}

	/** Five hundred views of as many visitors. */
	private String batch(int first) {
		return IntStream.range(first, first + 500)
			.mapToObj((visitor) -> "{\"articleId\": \"%s\", \"visitor\": \"v%d\"}".formatted(this.article, visitor))
			.collect(Collectors.joining(",", "[", "]"));
	}

	private List<ArticleViewed> views() {
		return this.log.events(Topic.ARTICLE_VIEWS, this.article).stream().map(ArticleViewed.class::cast).toList();
	}

	private EntityExchangeResult<Map<String, Object>> view(String body, Map<String, String> headers) {
		return this.reader.send(HttpMethod.POST, "/api/v1/views", headers, body);
	}

	private EntityExchangeResult<Map<String, Object>> react(HttpMethod method, String kind,
			Map<String, String> headers) {
		return this.reader.send(method, "/api/v1/articles/" + this.article + "/reactions/" + kind, headers, "");
	}

	private EntityExchangeResult<Map<String, Object>> share(String body, Map<String, String> headers) {
		return this.reader.send(HttpMethod.POST, "/api/v1/articles/" + this.article + "/shares", headers, body);
	}

	private List<ArticleReacted> reactions() {
		return this.log.events(Topic.ARTICLE_REACTIONS, this.article).stream().map(ArticleReacted.class::cast).toList();
	}

	private double count(String metric, String... tags) {
		return this.meters.find(metric).tags(tags).counters().stream().mapToDouble(Counter::count).sum();
	}

	private static void isProblem(EntityExchangeResult<Map<String, Object>> refused, int status, String name) {
		assertThat(status(refused)).isEqualTo(status);
		assertThat(refused.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(refused.getResponseBody()).containsEntry("type", "/problems/" + name);
	}

	private static int status(EntityExchangeResult<?> answer) {
		return answer.getStatus().value();
	}

	private static String text(ConsumerRecord<String, byte[]> record) {
		return Arrays.stream(record.headers().toArray())
			.map((header) -> new String(header.value(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("\n", "", "\n" + new String(record.value(), StandardCharsets.UTF_8)));
	}

}
