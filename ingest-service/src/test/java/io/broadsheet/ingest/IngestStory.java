package io.broadsheet.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleViewed;
import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the ingest service does for editors and readers, on a real broker. The brokers are
 * named by the subclasses.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		useMainMethod = SpringBootTest.UseMainMethod.ALWAYS,
		properties = { "management.server.port=0", "broadsheet.ledger.replicas=1",
				"broadsheet.ledger.state-dir=target/ingest-it/${random.uuid}",
				"broadsheet.publisher.zone=Asia/Ho_Chi_Minh" })
abstract class IngestStory {

	private static final String DRAFT = """
			{"headline": "%s", "language": "en", "section": "transport", "tags": ["tram"], "body": "<p>Text</p>"}""";

	@LocalServerPort
	private int port;

	@Autowired
	private HealthEndpoint health;

	@Value("${spring.kafka.bootstrap-servers}")
	private String brokers;

	private WebTestClient client;

	@BeforeEach
	void awaitReadiness() {
		this.client = WebTestClient.bindToServer()
			.baseUrl("http://localhost:" + this.port)
			.responseTimeout(Duration.ofSeconds(20))
			.build();
		await().atMost(60, TimeUnit.SECONDS)
			.until(() -> "UP".equals(this.health.healthForPath("readiness").getStatus().getCode()));
	}

	@Test
	void anArticleIsPublishedRevisedAndWithdrawnAndTheTopicTellsIt() {
		String id = id(publish(key(), draft("One")));
		assertThat(revise(id, "\"1\"", draft("Two")).getStatus()).isEqualTo(HttpStatusCode.valueOf(200));
		EntityExchangeResult<Map<String, Object>> withdrawn = post("/api/v1/articles/" + id + "/withdraw", null,
				"{\"reason\": \"wrong\"}");
		assertThat(withdrawn.getStatus().value()).isEqualTo(200);
		assertThat(withdrawn.getResponseHeaders().getETag()).isEqualTo("\"3\"");
		assertThat(revise(id, "\"3\"", draft("Three")).getStatus().value()).isEqualTo(410);
		assertThat(events(Topic.ARTICLES, id)).extracting((event) -> event.type().wireName())
			.containsExactly("io.broadsheet.article.published.v1", "io.broadsheet.article.revised.v1",
					"io.broadsheet.article.withdrawn.v1");
	}

	@Test
	void thePublishedArticleIsWhatTheEditorSentInThePublishersZone() {
		EntityExchangeResult<Map<String, Object>> created = publish(key(), draft("Đường về"));
		Article article = ((ArticlePublished) events(Topic.ARTICLES, id(created)).get(0)).article();
		assertThat(article.headline()).isEqualTo("Đường về");
		assertThat(article.body()).isEqualTo("<p>Text</p>");
		assertThat(article.publishedAt().getOffset().getId()).isEqualTo("+07:00");
		assertThat(created.getResponseHeaders().getLocation()).hasPath("/api/v1/articles/" + article.id());
		assertThat(created.getResponseBody()).containsEntry("slug", article.slug());
	}

	@Test
	void aRepeatedRequestIsAnsweredAgainAndActsOnce() {
		String key = key();
		EntityExchangeResult<Map<String, Object>> first = publish(key, draft("One"));
		EntityExchangeResult<Map<String, Object>> second = publish(key, draft("One"));
		assertThat(second.getStatus()).isEqualTo(first.getStatus());
		assertThat(second.getResponseBody()).isEqualTo(first.getResponseBody());
		assertThat(second.getResponseHeaders().getETag()).isEqualTo(first.getResponseHeaders().getETag());
		assertThat(events(Topic.ARTICLES, id(first))).hasSize(1);
	}

	@Test
	void aKeyThatIsUsedForAnotherRequestIsRefused() {
		String key = key();
		publish(key, draft("One"));
		assertThat(publish(key, draft("Two")).getStatus().value()).isEqualTo(422);
	}

	@Test
	void ofTwentyEditorsWhoReviseTheSameRevisionAtOnceOneWins() {
		String id = id(publish(key(), draft("One")));
		List<Integer> statuses = Flux.range(0, 20)
			.flatMap((editor) -> reviseLater(id, "Editor " + editor), 20)
			.collectList()
			.block(Duration.ofSeconds(30));
		assertThat(statuses).hasSize(20).containsOnlyOnce(200).allMatch((status) -> status == 200 || status == 412);
		assertThat(events(Topic.ARTICLES, id)).hasSize(2);
	}

	@ParameterizedTest(name = "{0} is {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
							{                                                                                       | 400 | malformed-json |
							[]                                                                                      | 400 | malformed-json |
							{"language":"en","section":"a"}                                                         | 422 | invalid-fields | /headline
							{"headline":"a","section":"a"}                                                          | 422 | invalid-fields | /language
							{"headline":"a","language":"en"}                                                        | 422 | invalid-fields | /section
							{"headline":"a","language":"en","section":"No Slug"}                                    | 422 | invalid-fields | /section
							{"headline":"a","language":"en","section":"a","publishedAt":"2026-01-01T10:00:00"}      | 422 | invalid-fields | /publishedAt
							{"headline":"a","language":"en","section":"a","publishedAt":"2025-02-30T10:00:00Z"}     | 422 | invalid-fields | /publishedAt
							{"headline":"a","language":"en","section":"a","publishedAt":1700000000}                 | 422 | invalid-fields | /publishedAt
							{"headline":"a","language":"en","section":"a","publishedAt":"9999-01-01T10:00:00Z"}     | 422 | invalid-fields | /publishedAt
							{"headline":"a","language":"en","section":"a","publishedAt":"-999999999-01-01T00:00:00+18:00"} | 422 | invalid-fields | /publishedAt
					{"headline":"a","language":"en","section":"a","publishedAt":"-0044-03-15T12:00:00Z"}    | 422 | invalid-fields | /publishedAt
					{"headline":"a","language":"en","section":"a","publishAt":"2999-01-01T10:00:00Z"}       | 422 | invalid-fields | /publishAt
							{"headline":"<b>a</b>","language":"en","section":"a"}                                   | 422 | invalid-fields | /headline
							{"headline":"a\\u0000","language":"en","section":"a"}                                   | 422 | invalid-fields | /headline
							{"headline":7,"language":"en","section":"a"}                                            | 422 | invalid-fields | /headline
							{"headline":"a","language":"en","section":"a","headlin":"b"}                            | 422 | invalid-fields | /headlin
							{"headline":"a","language":"en","section":"a","tags":["ok",7]}                          | 422 | invalid-fields | /tags/1
							{"headline":"a","language":"en","section":"a","images":[{"url":"javascript:x"}]}        | 422 | invalid-fields | /images/0/url
							{"headline":"a","language":"en","section":"a","authors":[{}]}                           | 422 | invalid-fields | /authors/0/name
							{"headline":"a","language":"en","section":"a","correction":"b"}                         | 422 | invalid-fields | /correction
							""")
	void aDraftThatIsNotOneIsAProblemThatNamesTheField(String draft, int status, String problem, String pointer) {
		EntityExchangeResult<Map<String, Object>> refused = publish(key(), draft);
		assertThat(refused.getStatus().value()).isEqualTo(status);
		assertThat(refused.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(refused.getResponseBody()).containsEntry("type", "/problems/" + problem);
		if (pointer != null) {
			assertThat(refused.getResponseBody().get("errors").toString()).contains("pointer=" + pointer + ",");
		}
	}

	@Test
	void aBodyOfMoreThanAMebibyteIsRefused() {
		EntityExchangeResult<Map<String, Object>> refused = publish(key(), draft("a".repeat(1024 * 1024)));
		assertThat(refused.getStatus().value()).isEqualTo(413);
		assertThat(refused.getResponseBody()).containsEntry("type", "/problems/content-too-large");
	}

	@Test
	void aBodyOfJustAMebibyteIsTakenAndOneThatGrowsBeyondItByCleaningIsRefused() {
		String text = "a".repeat(1024 * 1024 - 200);
		assertThat(id(publish(key(), DRAFT.replace("<p>Text</p>", text).formatted("Large")))).isNotBlank();
		EntityExchangeResult<Map<String, Object>> refused = publish(key(),
				DRAFT.replace("<p>Text</p>", "=".repeat(300_000)).formatted("Grows"));
		assertThat(refused.getStatus().value()).isEqualTo(422);
		assertThat(refused.getResponseBody().get("errors").toString()).contains("/body");
	}

	@ParameterizedTest
	@CsvSource({ "section, a-", "language, en-", "tags, a-" })
	void aFieldOfThousandsOfPartsIsRefusedLikeAnyOther(String field, String part) {
		String value = "\"" + part.repeat(20_000) + "a\"";
		String draft = "{\"headline\":\"a\",\"language\":\"en\",\"section\":\"a\",\"%s\":%s}".formatted(field,
				field.equals("tags") ? "[" + value + "]" : value);
		assertThat(publish(key(), draft.replaceFirst(",\"" + field + "\":\"(en|a)\"", "")).getStatus().value())
			.isEqualTo(422);
	}

	@Test
	void theAnswerToManyMistakesComesAtOnceAndStaysSmall() {
		String draft = "{\"headline\":\"a\",\"language\":\"en\",\"section\":\"a\",\"tags\":[" + "\"\",".repeat(100_000)
				+ "\"\"]}";
		EntityExchangeResult<Map<String, Object>> refused = publish(key(), draft);
		assertThat(refused.getStatus().value()).isEqualTo(422);
		assertThat((List<?>) refused.getResponseBody().get("errors")).hasSizeLessThanOrEqualTo(100);
	}

	@Test
	void aRevisionNeedsTheRevisionThatTheEditorHasSeen() {
		String id = id(publish(key(), draft("One")));
		assertThat(revise(id, null, draft("Two")).getStatus().value()).isEqualTo(428);
		assertThat(revise(id, "1", draft("Two")).getStatus().value()).isEqualTo(400);
		assertThat(revise(id, "*", draft("Two")).getStatus().value()).isEqualTo(400);
		EntityExchangeResult<Map<String, Object>> stale = revise(id, "\"7\"", draft("Two"));
		assertThat(stale.getStatus().value()).isEqualTo(412);
		assertThat(stale.getResponseBody()).containsEntry("currentRevision", 1);
	}

	@Test
	void whatIsNotThereCanNeitherBeRevisedNorWithdrawn() {
		String unknown = UUID.randomUUID().toString();
		assertThat(revise(unknown, "\"1\"", draft("Two")).getStatus().value()).isEqualTo(404);
		assertThat(
				post("/api/v1/articles/" + unknown + "/withdraw", null, "{\"reason\": \"wrong\"}").getStatus().value())
			.isEqualTo(404);
	}

	@Test
	void aSecondArticleOfTheSameExternalIdIsAConflictThatNamesTheFirst() {
		String draft = "{\"externalId\": \"" + key()
				+ "\", \"headline\": \"a\", \"language\": \"en\", \"section\": \"a\"}";
		String id = id(publish(null, draft));
		EntityExchangeResult<Map<String, Object>> second = publish(null, draft);
		assertThat(second.getStatus().value()).isEqualTo(409);
		assertThat(second.getResponseBody()).containsEntry("id", id).containsEntry("currentRevision", 1);
	}

	@Test
	void viewsAreOnTheTopicWhenTheyAreAcknowledged() {
		String article = UUID.randomUUID().toString();
		EntityExchangeResult<Map<String, Object>> taken = post("/api/v1/views", null,
				"[{\"articleId\": \"%s\", \"visitor\": \"v\"}, {}]".formatted(article));
		assertThat(taken.getStatus().value()).isEqualTo(202);
		assertThat(taken.getResponseBody()).containsEntry("accepted", 1)
			.containsEntry("rejected", List.of(Map.of("index", 1, "reason", "malformed")));
		assertThat(events(Topic.ARTICLE_VIEWS, article)).hasSize(1).first().isInstanceOf(ArticleViewed.class);
	}

	@Test
	void aBrowsersBeaconIsPlainText() {
		this.client.post()
			.uri("/api/v1/views")
			.contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
			.bodyValue("{\"articleId\": \"a\"}")
			.exchange()
			.expectStatus()
			.isAccepted();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "x | 400", "7 | 422", "\"a\" | 422", "[[]] | 202", "[] | 202" })
	void whatIsNoViewIsAProblemOrCountedAsMalformed(String body, int status) {
		assertThat(post("/api/v1/views", null, body).getStatus().value()).isEqualTo(status);
	}

	@Test
	void moreThanFiveHundredViewsAtOnceAreRefused() {
		String views = "[" + "{\"articleId\":\"a\"},".repeat(500) + "{\"articleId\":\"a\"}]";
		assertThat(post("/api/v1/views", null, views).getStatus().value()).isEqualTo(422);
	}

	private Mono<Integer> reviseLater(String id, String headline) {
		return WebClient.create("http://localhost:" + this.port)
			.put()
			.uri("/api/v1/articles/" + id)
			.header("If-Match", "\"1\"")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(draft(headline))
			.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode().value()));
	}

	private EntityExchangeResult<Map<String, Object>> publish(String key, String draft) {
		return post("/api/v1/articles", key, draft);
	}

	private EntityExchangeResult<Map<String, Object>> revise(String id, String ifMatch, String draft) {
		return exchange(this.client.put().uri("/api/v1/articles/" + id).headers((headers) -> {
			if (ifMatch != null) {
				headers.set("If-Match", ifMatch);
			}
		}), draft);
	}

	private EntityExchangeResult<Map<String, Object>> post(String path, String key, String body) {
		return exchange(this.client.post().uri(path).headers((headers) -> {
			if (key != null) {
				headers.set("Idempotency-Key", key);
			}
		}), body);
	}

	private static EntityExchangeResult<Map<String, Object>> exchange(WebTestClient.RequestBodySpec request,
			String body) {
		return request.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.exchange()
			.expectBody(new ParameterizedTypeReference<Map<String, Object>>() {
			})
			.returnResult();
	}

	private static String id(EntityExchangeResult<Map<String, Object>> created) {
		assertThat(created.getStatus().value()).isEqualTo(201);
		return created.getResponseBody().get("id").toString();
	}

	private static String draft(String headline) {
		return DRAFT.formatted(headline);
	}

	private static String key() {
		return UUID.randomUUID().toString();
	}

	/** All events of the subject that are committed by now. */
	private List<Event> events(Topic topic, String subject) {
		List<Event> events = new ArrayList<>();
		Map<String, Object> properties = Map.of("bootstrap.servers", this.brokers, "isolation.level", "read_committed");
		try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(properties, new StringDeserializer(),
				new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName())
				.stream()
				.map((info) -> new TopicPartition(info.topic(), info.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			while (partitions.stream().anyMatch((partition) -> consumer.position(partition) < ends.get(partition))) {
				consumer.poll(Duration.ofMillis(200)).forEach((record) -> {
					if (subject.equals(record.key())) {
						events.add(read(record));
					}
				});
			}
		}
		return events;
	}

	private static Event read(ConsumerRecord<String, byte[]> record) {
		try {
			return new EventCodec("tests").read(record.headers(), record.value()).orElseThrow();
		}
		catch (Exception ex) {
			throw new AssertionError(new String(record.value(), StandardCharsets.UTF_8), ex);
		}
	}

}
