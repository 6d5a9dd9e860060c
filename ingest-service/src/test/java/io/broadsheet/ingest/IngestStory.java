package io.broadsheet.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleViewed;
import io.broadsheet.events.Topic;
import io.broadsheet.ingest.caller.TokenIssuer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.web.reactive.function.client.WebClient;

import static io.broadsheet.ingest.EditorClient.draft;
import static io.broadsheet.ingest.EditorClient.id;
import static io.broadsheet.ingest.EditorClient.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the ingest service does for editors and readers, on a real broker. The brokers are
 * named by the subclasses.
 */
@RunsIngestService
abstract class IngestStory {

	@LocalServerPort
	private int port;

	@Autowired
	private HealthEndpoint health;

	@Value("${spring.kafka.bootstrap-servers}")
	private String brokers;

	private EditorClient editor;

	private LogReader log;

	@BeforeEach
	void awaitReadiness() {
		this.editor = new EditorClient(this.port);
		this.log = new LogReader(this.brokers);
		await().atMost(60, TimeUnit.SECONDS)
			.until(() -> "UP".equals(this.health.healthForPath("readiness").getStatus().getCode()));
	}

	@Test
	void anArticleIsPublishedRevisedAndWithdrawnAndTheTopicTellsIt() {
		String id = id(this.editor.publish(key(), draft("One")));
		assertThat(this.editor.revise(id, "\"1\"", draft("Two")).getStatus()).isEqualTo(HttpStatusCode.valueOf(200));
		EntityExchangeResult<Map<String, Object>> withdrawn = this.editor.post("/api/v1/articles/" + id + "/withdraw",
				null, "{\"reason\": \"wrong\"}");
		assertThat(withdrawn.getStatus().value()).isEqualTo(200);
		assertThat(withdrawn.getResponseHeaders().getETag()).isEqualTo("\"3\"");
		assertThat(this.editor.revise(id, "\"3\"", draft("Three")).getStatus().value()).isEqualTo(410);
		assertThat(this.log.events(Topic.ARTICLES, id)).extracting((event) -> event.type().wireName())
			.containsExactly("io.broadsheet.article.published.v1", "io.broadsheet.article.revised.v1",
					"io.broadsheet.article.withdrawn.v1");
	}

	@Test
	void thePublishedArticleIsWhatTheEditorSentInThePublishersZone() {
		EntityExchangeResult<Map<String, Object>> created = this.editor.publish(key(), draft("Đường về"));
		Article article = ((ArticlePublished) this.log.events(Topic.ARTICLES, id(created)).get(0)).article();
		assertThat(article.headline()).isEqualTo("Đường về");
		assertThat(article.body()).isEqualTo("<p>Text</p>");
		assertThat(article.publishedAt().getOffset().getId()).isEqualTo("+07:00");
		assertThat(created.getResponseHeaders().getLocation()).hasPath("/api/v1/articles/" + article.id());
		assertThat(created.getResponseBody()).containsEntry("slug", article.slug());
	}

	@Test
	void aRepeatedRequestIsAnsweredAgainAndActsOnce() {
		String key = key();
		EntityExchangeResult<Map<String, Object>> first = this.editor.publish(key, draft("One"));
		EntityExchangeResult<Map<String, Object>> second = this.editor.publish(key, draft("One"));
		assertThat(second.getStatus()).isEqualTo(first.getStatus());
		assertThat(second.getResponseBody()).isEqualTo(first.getResponseBody());
		assertThat(second.getResponseHeaders().getETag()).isEqualTo(first.getResponseHeaders().getETag());
		assertThat(this.log.events(Topic.ARTICLES, id(first))).hasSize(1);
	}

	@Test
	void aKeyThatIsUsedForAnotherRequestIsRefused() {
		String key = key();
		this.editor.publish(key, draft("One"));
		assertThat(this.editor.publish(key, draft("Two")).getStatus().value()).isEqualTo(422);
		assertThat(this.editor.publish(key, draft("One").replace("<p>", "<p onclick='x'>")).getStatus().value())
			.as("what is cleaned to the same")
			.isEqualTo(422);
	}

	@Test
	void aKeyIsTheCallersOwn() {
		String key = key();
		EntityExchangeResult<Map<String, Object>> first = this.editor.publish(key, draft("One"));
		EditorClient another = EditorClient.as("mai", this.port);
		EntityExchangeResult<Map<String, Object>> second = another.publish(key, draft("Two"));
		assertThat(second.getStatus().value()).isEqualTo(201);
		assertThat(id(second)).isNotEqualTo(id(first));
		assertThat(id(another.publish(key, draft("Two")))).isEqualTo(id(second));
	}

	@Test
	void ofTwentyEditorsWhoReviseTheSameRevisionAtOnceOneWins() {
		String id = id(this.editor.publish(key(), draft("One")));
		List<Integer> statuses = Flux.range(0, 20)
			.flatMap((editor) -> reviseLater(id, "Editor " + editor), 20)
			.collectList()
			.block(Duration.ofSeconds(30));
		assertThat(statuses).hasSize(20).containsOnlyOnce(200).allMatch((status) -> status == 200 || status == 412);
		assertThat(this.log.events(Topic.ARTICLES, id)).hasSize(2);
	}

	@ParameterizedTest(name = "{0} is {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
							{                                                                                       | 400 | malformed-json |
							[]                                                                                      | 400 | malformed-json |
							{"language":"en","section":"a"}                                                         | 422 | invalid-fields | /headline
							{"headline":"a","section":"a"}                                                          | 422 | invalid-fields | /language
							{"headline":"a","language":"en"}                                                        | 422 | invalid-fields | /section
							{"headline":"a\\ud800b","language":"en","section":"a"}                                   | 422 | invalid-fields | /headline
							{"headline":"a","language":"en","section":"a","images":[{"url":"https://x/\\u0001a"}]}   | 422 | invalid-fields | /images/0/url
							{"headline":"a","language":"en","section":"No Slug"}                                    | 422 | invalid-fields | /section
							{"headline":"a","language":"en","section":"a","publishedAt":"2026-01-01T10:00:00"}      | 422 | invalid-fields | /publishedAt
							{"headline":"a","language":"en","section":"a","publishedAt":"2025-02-30T10:00:00Z"}     | 422 | invalid-fields | /publishedAt
							{"headline":"a","language":"en","section":"a","publishedAt":1700000000}                 | 422 | invalid-fields | /publishedAt
							{"headline":"a","language":"en","section":"a","publishedAt":"9999-01-01T10:00:00Z"}     | 422 | invalid-fields | /publishedAt
							{"headline":"a","language":"en","section":"a","publishedAt":"-999999999-01-01T00:00:00+18:00"} | 422 | invalid-fields | /publishedAt
					{"headline":"a","language":"en","section":"a","publishedAt":"-0044-03-15T12:00:00Z"}    | 422 | invalid-fields | /publishedAt
					{"headline":"a","language":"en","section":"a","publishAt":"2999-01-01T10:00:00Z"}       | 422 | invalid-fields | /publishAt
							{"headline":"a","language":"en","section":"a","publishAt":"2020-01-01T10:00:00Z"}       | 422 | invalid-fields | /publishAt
							{"headline":"a","language":"en","section":"a","publishAt":"2026-02-30T10:00:00Z"}       | 422 | invalid-fields | /publishAt
							{"headline":"a","language":"en","section":"a","publishAt":"2999-01-01T10:00:00Z","publishedAt":"2020-01-01T10:00:00Z"} | 422 | invalid-fields | /publishedAt
							{"headline":"a","language":"en","section":"a","state":"unpublished"}                    | 422 | invalid-fields | /state
							{"headline":"a","language":"en","section":"a","id":"0198c2de-7f3a-7c51-9d0e-3b6f5a1c2d4e"} | 422 | invalid-fields | /id
							{"headline":"\uD83D\uDE00 \uD83D\uDE80","language":"en","section":"a"}                  | 422 | invalid-fields | /headline
							{"headline":"<b>a</b>","language":"en","section":"a"}                                   | 422 | invalid-fields | /headline
							{"headline":"a\\u0000","language":"en","section":"a"}                                   | 422 | invalid-fields | /headline
							{"headline":"a\\nb","language":"en","section":"a"}                                      | 422 | invalid-fields | /headline
							{"headline":"a","language":"en","section":"a","authors":[{"name":"a\\tb"}]}             | 422 | invalid-fields | /authors/0/name
							{"headline":7,"language":"en","section":"a"}                                            | 422 | invalid-fields | /headline
							{"headline":"a","language":"en","section":"a","headlin":"b"}                            | 422 | invalid-fields | /headlin
							{"headline":"a","language":"en","section":"a","tags":["ok",7]}                          | 422 | invalid-fields | /tags/1
							{"headline":"a","language":"en","section":"a","images":[{"url":"javascript:x"}]}        | 422 | invalid-fields | /images/0/url
							{"headline":"a","language":"en","section":"a","authors":[{}]}                           | 422 | invalid-fields | /authors/0/name
							{"headline":"a","language":"en","section":"a","correction":"b"}                         | 422 | invalid-fields | /correction
							""")
	void aDraftThatIsNotOneIsAProblemThatNamesTheField(String draft, int status, String problem, String pointer) {
		EntityExchangeResult<Map<String, Object>> refused = this.editor.publish(key(), draft);
		assertThat(refused.getStatus().value()).isEqualTo(status);
		assertThat(refused.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(refused.getResponseBody()).containsEntry("type", "/problems/" + problem);
		if (pointer != null) {
			assertThat(refused.getResponseBody().get("errors").toString()).contains("pointer=" + pointer + ",");
		}
	}

	@Test
	void tenThousandTagsAreTooMany() {
		String tags = "\"tag\"" + ", \"tag\"".repeat(9_999);
		EntityExchangeResult<Map<String, Object>> refused = this.editor.publish(key(),
				draft("Tags").replace("\"tram\"", tags));
		assertThat(refused.getStatus().value()).isEqualTo(422);
		assertThat(refused.getResponseBody().get("errors").toString()).contains("/tags");
	}

	@Test
	void aDocumentThatIsNestedTooDeepIsNoDraft() {
		String deep = "[".repeat(100_000) + "]".repeat(100_000);
		assertThat(this.editor.publish(key(), draft("Deep").replace("[\"tram\"]", deep)).getStatus().value()).isIn(400,
				422);
	}

	@Test
	void bytesThatAreNotUtf8AreNoDraft() {
		byte[] latin = draft("Caf\u00e9").getBytes(StandardCharsets.ISO_8859_1);
		EntityExchangeResult<Map<String, Object>> refused = this.editor.send(HttpMethod.POST, "/api/v1/articles",
				Map.of(), latin);
		assertThat(refused.getStatus().value()).isEqualTo(400);
		assertThat(refused.getResponseBody()).containsEntry("type", "/problems/malformed-json");
	}

	@Test
	void aBodyThatComesInChunksWithoutALengthIsLimitedToo() {
		Flux<String> chunks = Flux.range(0, 64).map((chunk) -> "a".repeat(32 * 1024));
		this.editor.http()
			.post()
			.uri("/api/v1/articles")
			.contentType(MediaType.APPLICATION_JSON)
			.body(Flux.concat(Flux.just("{\"headline\": \""), chunks, Flux.just("\"}")), String.class)
			.exchange()
			.expectStatus()
			.isEqualTo(413);
	}

	@Test
	void anArticleIsNotRevisedUnderTheIdOfAnother() {
		String id = this.editor.published(draft("One"));
		String other = this.editor.published(draft("Two"));
		String draft = draft("Three").replaceFirst("\\{", "{\"id\": \"" + other + "\", ");
		assertThat(this.editor.revise(id, "\"1\"", draft).getStatus().value()).isEqualTo(422);
		assertThat(this.log.events(Topic.ARTICLES, id)).hasSize(1);
	}

	@Test
	void aBodyOfMoreThanAMebibyteIsRefused() {
		EntityExchangeResult<Map<String, Object>> refused = this.editor.publish(key(), draft("a".repeat(1024 * 1024)));
		assertThat(refused.getStatus().value()).isEqualTo(413);
		assertThat(refused.getResponseBody()).containsEntry("type", "/problems/content-too-large");
	}

	@Test
	void aBodyOfJustAMebibyteIsTakenAndOneThatGrowsBeyondItByCleaningIsRefused() {
		String text = "a".repeat(1024 * 1024 - 200);
		assertThat(id(this.editor.publish(key(), draft("Large").replace("<p>Text</p>", text)))).isNotBlank();
		EntityExchangeResult<Map<String, Object>> refused = this.editor.publish(key(),
				draft("Grows").replace("<p>Text</p>", "=".repeat(300_000)));
		assertThat(refused.getStatus().value()).isEqualTo(422);
		assertThat(refused.getResponseBody().get("errors").toString()).contains("/body");
	}

	@ParameterizedTest
	@CsvSource({ "section, a-", "language, en-", "tags, a-" })
	void aFieldOfThousandsOfPartsIsRefusedLikeAnyOther(String field, String part) {
		String value = "\"" + part.repeat(20_000) + "a\"";
		String draft = "{\"headline\":\"a\",\"language\":\"en\",\"section\":\"a\",\"%s\":%s}".formatted(field,
				field.equals("tags") ? "[" + value + "]" : value);
		assertThat(
				this.editor.publish(key(), draft.replaceFirst(",\"" + field + "\":\"(en|a)\"", "")).getStatus().value())
			.isEqualTo(422);
	}

	@Test
	void theAnswerToManyMistakesComesAtOnceAndStaysSmall() {
		String draft = "{\"headline\":\"a\",\"language\":\"en\",\"section\":\"a\",\"tags\":[" + "\"\",".repeat(100_000)
				+ "\"\"]}";
		EntityExchangeResult<Map<String, Object>> refused = this.editor.publish(key(), draft);
		assertThat(refused.getStatus().value()).isEqualTo(422);
		assertThat((List<?>) refused.getResponseBody().get("errors")).hasSizeLessThanOrEqualTo(100);
	}

	@Test
	void aRevisionNeedsTheRevisionThatTheEditorHasSeen() {
		String id = id(this.editor.publish(key(), draft("One")));
		assertThat(this.editor.revise(id, null, draft("Two")).getStatus().value()).isEqualTo(428);
		assertThat(this.editor.revise(id, "1", draft("Two")).getStatus().value()).isEqualTo(400);
		assertThat(this.editor.revise(id, "*", draft("Two")).getStatus().value()).isEqualTo(400);
		EntityExchangeResult<Map<String, Object>> stale = this.editor.revise(id, "\"7\"", draft("Two"));
		assertThat(stale.getStatus().value()).isEqualTo(412);
		assertThat(stale.getResponseBody()).containsEntry("currentRevision", 1);
	}

	@Test
	void whatIsNotThereCanNeitherBeRevisedNorWithdrawn() {
		String unknown = UUID.randomUUID().toString();
		assertThat(this.editor.revise(unknown, "\"1\"", draft("Two")).getStatus().value()).isEqualTo(404);
		assertThat(this.editor.post("/api/v1/articles/" + unknown + "/withdraw", null, "{\"reason\": \"wrong\"}")
			.getStatus()
			.value()).isEqualTo(404);
	}

	@Test
	void aSecondArticleOfTheSameExternalIdIsAConflictThatNamesTheFirst() {
		String draft = "{\"externalId\": \"" + key()
				+ "\", \"headline\": \"a\", \"language\": \"en\", \"section\": \"a\"}";
		String id = id(this.editor.publish(null, draft));
		EntityExchangeResult<Map<String, Object>> second = this.editor.publish(null, draft);
		assertThat(second.getStatus().value()).isEqualTo(409);
		assertThat(second.getResponseBody()).containsEntry("id", id).containsEntry("currentRevision", 1);
	}

	@Test
	void viewsAreOnTheTopicWhenTheyAreAcknowledged() {
		String article = UUID.randomUUID().toString();
		EntityExchangeResult<Map<String, Object>> taken = this.editor.post("/api/v1/views", null,
				"[{\"articleId\": \"%s\", \"visitor\": \"v\"}, {}]".formatted(article));
		assertThat(taken.getStatus().value()).isEqualTo(202);
		assertThat(taken.getResponseBody()).containsEntry("accepted", 1)
			.containsEntry("rejected", List.of(Map.of("index", 1, "reason", "malformed")));
		assertThat(this.log.events(Topic.ARTICLE_VIEWS, article)).hasSize(1).first().isInstanceOf(ArticleViewed.class);
	}

	@Test
	void aBrowsersBeaconIsPlainText() {
		this.editor.http()
			.post()
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
		assertThat(this.editor.post("/api/v1/views", null, body).getStatus().value()).isEqualTo(status);
	}

	@Test
	void moreThanFiveHundredViewsAtOnceAreRefused() {
		String views = "[" + "{\"articleId\":\"a\"},".repeat(500) + "{\"articleId\":\"a\"}]";
		assertThat(this.editor.post("/api/v1/views", null, views).getStatus().value()).isEqualTo(422);
	}

	private Mono<Integer> reviseLater(String id, String headline) {
		return WebClient.create("http://localhost:" + this.port)
			.put()
			.uri("/api/v1/articles/" + id)
			.header("Authorization", TokenIssuer.editor())
			.header("If-Match", "\"1\"")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(draft(headline))
			.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode().value()));
	}

}
