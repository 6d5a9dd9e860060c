package io.broadsheet.ingest;

import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.broadsheet.events.CollectionChanged;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import io.broadsheet.ingest.caller.TokenIssuer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What editors do to collections, and what the topic tells of it, on a real broker.
 */
@RunsIngestService
@EmbeddedKafka(bootstrapServersProperty = "spring.kafka.bootstrap-servers")
class CollectionsIT {

	private static final String DRAFT = """
			{"title": "%s", "summary": "The year of the horse", "startsAt": "2026-02-13T17:00:00Z",
			 "image": {"url": "https://paper.example/tet.jpg", "alt": "Lanterns"}, "pinned": ["b", "a"], "tag": "tet"}""";

	@LocalServerPort
	private int port;

	@Autowired
	private HealthEndpoint health;

	@Value("${spring.kafka.bootstrap-servers}")
	private String brokers;

	private final String slug = "tet-" + UUID.randomUUID();

	@BeforeEach
	void awaitReadiness() {
		await().atMost(60, TimeUnit.SECONDS)
			.until(() -> "UP".equals(this.health.healthForPath("readiness").getStatus().getCode()));
	}

	@Test
	void aCollectionIsPutReplacedAndDeletedAndTheTopicTellsIt() {
		EntityExchangeResult<Map<String, Object>> put = put(this.slug, DRAFT.formatted("One"));
		assertThat(put.getStatus().value()).isEqualTo(200);
		assertThat(put.getResponseBody()).containsEntry("slug", this.slug)
			.containsEntry("title", "One")
			.containsEntry("startsAt", "2026-02-14T00:00:00+07:00")
			.containsEntry("pinned", List.of("b", "a"))
			.doesNotContainKey("endsAt");
		assertThat(put(this.slug, "{\"title\": \"Two\", \"pinned\": [\"c\"]}").getStatus().value()).isEqualTo(200);
		assertThat(delete(this.slug)).isEqualTo(204);
		List<ConsumerRecord<String, byte[]>> records = records();
		assertThat(records).hasSize(3);
		CollectionChanged first = collection(records.get(0));
		assertThat(first.title()).isEqualTo("One");
		assertThat(first.startsAt()).isEqualTo(OffsetDateTime.parse("2026-02-14T00:00:00+07:00"));
		assertThat(first.image().alt()).isEqualTo("Lanterns");
		CollectionChanged second = collection(records.get(1));
		assertThat(second.title()).isEqualTo("Two");
		assertThat(second.pinned()).containsExactly("c");
		assertThat(second.tag()).as("nothing of the first is left").isNull();
		assertThat(records.get(2).value()).as("a tombstone").isNull();
	}

	@Test
	void theAnswerCanBeChangedAndSentBack() {
		Map<String, Object> stored = put(this.slug, DRAFT.formatted("One")).getResponseBody();
		EntityExchangeResult<Map<String, Object>> again = exchange(HttpMethod.PUT, this.slug, stored);
		assertThat(again.getStatus().value()).isEqualTo(200);
		stored.remove("updatedAt");
		assertThat(again.getResponseBody()).containsAllEntriesOf(stored);
	}

	@Test
	void deletingWhatIsNotThereIsAsGoodAsDeletingWhatIs() {
		assertThat(delete(this.slug)).isEqualTo(204);
		assertThat(delete(this.slug)).isEqualTo(204);
	}

	@Test
	void ofAllChangesTheOneThatWasAcknowledgedLastStands() {
		Flux.range(0, 20)
			.flatMap((editor) -> WebClient.create(address(this.slug))
				.put()
				.header("Authorization", TokenIssuer.editor())
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue(DRAFT.formatted("Editor " + editor))
				.retrieve()
				.toBodilessEntity(), 20)
			.blockLast(Duration.ofSeconds(30));
		for (int round = 1; round <= 5; round++) {
			put(this.slug, DRAFT.formatted("Round " + round));
		}
		List<ConsumerRecord<String, byte[]>> records = records();
		assertThat(records).hasSize(25).extracting(ConsumerRecord::partition).containsOnly(records.get(0).partition());
		assertThat(records.subList(20, 25)).extracting((record) -> collection(record).title())
			.containsExactly("Round 1", "Round 2", "Round 3", "Round 4", "Round 5");
	}

	@ParameterizedTest(name = "{0} is refused at {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"tag":"tet"}                                                                           | /title
			{"title":" ","tag":"tet"}                                                               | /title
			{"title":"<b>a</b>","tag":"tet"}                                                        | /title
			{"title":"a\\u0000","tag":"tet"}                                                        | /title
			{"title":7,"tag":"tet"}                                                                 | /title
			{"title":"a"}                                                                           | /pinned
			{"title":"a","pinned":[]}                                                               | /pinned
			{"title":"a","pinned":["b","b"]}                                                        | /pinned
			{"title":"a","pinned":["b",null]}                                                       | /pinned/1
			{"title":"a","pinned":["b",7]}                                                          | /pinned/1
			{"title":"a","pinned":["b","../c"]}                                                     | /pinned/1
			{"title":"a","pinned":"b"}                                                              | /pinned
			{"title":"a","tag":"No Slug"}                                                           | /tag
			{"title":"a","tag":"tet","slug":"another"}                                              | /slug
			{"title":"a","tag":"tet","tagg":"b"}                                                    | /tagg
			{"title":"a","tag":"tet","summary":"<script>"}                                          | /summary
			{"title":"a","tag":"tet","image":{}}                                                    | /image/url
			{"title":"a","tag":"tet","image":{"url":"javascript:alert(1)"}}                         | /image/url
			{"title":"a","tag":"tet","image":{"url":"https://a.example","href":"b"}}                | /image/href
			{"title":"a","tag":"tet","startsAt":"2026-02-14T00:00:00"}                              | /startsAt
			{"title":"a","tag":"tet","startsAt":1700000000}                                         | /startsAt
			{"title":"a","tag":"tet","endsAt":"2026-02-30T00:00:00Z"}                               | /endsAt
			{"title":"a","tag":"tet","startsAt":"2026-02-14T00:00:00Z","endsAt":"2026-02-13T00:00:00Z"} | /endsAt
			{"title":"a","tag":"tet","startsAt":"2026-02-14T00:00:00Z","endsAt":"2026-02-14T07:00:00+07:00"} | /endsAt
			""")
	void aDraftThatIsNotOneIsAProblemThatNamesTheField(String draft, String pointer) {
		EntityExchangeResult<Map<String, Object>> refused = put(this.slug, draft);
		assertThat(refused.getStatus().value()).isEqualTo(422);
		assertThat(refused.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(refused.getResponseBody()).containsEntry("type", "/problems/invalid-fields");
		assertThat(refused.getResponseBody().get("errors").toString()).contains("pointer=" + pointer + ",");
		assertThat(records()).isEmpty();
	}

	@Test
	void aTitleHasUpToTwoHundredCharactersAndAHundredArticlesArePinnedAtMost() {
		assertThat(put(this.slug, titled("a".repeat(200))).getStatus().value()).isEqualTo(200);
		assertThat(put(this.slug, titled("a".repeat(201))).getStatus().value()).isEqualTo(422);
		assertThat(put(this.slug, pinned(100)).getStatus().value()).isEqualTo(200);
		assertThat(put(this.slug, pinned(101)).getStatus().value()).isEqualTo(422);
		assertThat(put(this.slug, pinned(10_000)).getStatus().value()).isEqualTo(422);
		assertThat(put(this.slug, "{\"title\":\"a\",\"pinned\":[\"" + "a".repeat(64) + "\"]}").getStatus().value())
			.isEqualTo(200);
		assertThat(put(this.slug, "{\"title\":\"a\",\"pinned\":[\"" + "a".repeat(65) + "\"]}").getStatus().value())
			.isEqualTo(422);
	}

	@Test
	void theAnswerToManyMistakesStaysSmall() {
		String draft = "{\"title\":\"a\",\"pinned\":[" + "\"\",".repeat(50_000) + "\"\"]}";
		EntityExchangeResult<Map<String, Object>> refused = put(this.slug, draft);
		assertThat(refused.getStatus().value()).isEqualTo(422);
		assertThat((List<?>) refused.getResponseBody().get("errors")).hasSize(100);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "null", "7", "{", "{} {}" })
	void whatIsNoDocumentIsAProblem(String body) {
		assertThat(put(this.slug, body).getStatus().value()).isEqualTo(400);
	}

	@Test
	void aDocumentOfAnyDepthIsRefused() {
		for (String field : List.of("pinned", "image", "title", "unknown")) {
			String draft = "{\"title\":\"a\",\"" + field + "\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
			assertThat(put(this.slug, draft).getStatus().value()).as(field).isIn(400, 422);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "T%E1%BA%BFt", "Tet", "-tet", "tet-", "a--b", "a.b", "%20",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" })
	void anAddressThatIsNoSlugIsAProblem(String path) {
		for (HttpMethod method : List.of(HttpMethod.PUT, HttpMethod.DELETE)) {
			EntityExchangeResult<Map<String, Object>> refused = exchange(method, path, DRAFT.formatted("One"));
			assertThat(refused.getStatus().value()).isEqualTo(400);
			assertThat(refused.getResponseBody()).containsEntry("type", "/problems/invalid-parameter");
		}
	}

	private EntityExchangeResult<Map<String, Object>> put(String path, String draft) {
		return exchange(HttpMethod.PUT, path, draft);
	}

	private int delete(String path) {
		return client().delete()
			.uri(URI.create(address(path)))
			.exchange()
			.expectBody()
			.returnResult()
			.getStatus()
			.value();
	}

	private EntityExchangeResult<Map<String, Object>> exchange(HttpMethod method, String path, Object body) {
		return client().method(method)
			.uri(URI.create(address(path)))
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.exchange()
			.expectBody(new ParameterizedTypeReference<Map<String, Object>>() {
			})
			.returnResult();
	}

	private static WebTestClient client() {
		return WebTestClient.bindToServer()
			.defaultHeader("Authorization", TokenIssuer.editor())
			.responseTimeout(Duration.ofSeconds(20))
			.build();
	}

	private String address(String path) {
		return "http://localhost:" + this.port + "/api/v1/collections/" + path;
	}

	private List<ConsumerRecord<String, byte[]>> records() {
		return new LogReader(this.brokers).records(List.of(Topic.COLLECTIONS))
			.stream()
			.filter((record) -> this.slug.equals(record.key()))
			.toList();
	}

	private static CollectionChanged collection(ConsumerRecord<String, byte[]> record) {
		try {
			return (CollectionChanged) new EventCodec("tests").read(record.headers(), record.value()).orElseThrow();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private static String titled(String title) {
		return "{\"title\": \"" + title + "\", \"tag\": \"tet\"}";
	}

	private static String pinned(int articles) {
		return "{\"title\": \"a\", \"pinned\": " + IntStream.range(0, articles)
			.mapToObj((article) -> "\"article-" + article + "\"")
			.collect(Collectors.joining(",", "[", "]")) + "}";
	}

}
