package io.broadsheet.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.Event;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

import static io.broadsheet.ingest.EditorClient.draft;
import static io.broadsheet.ingest.EditorClient.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The life of an article as editors see it: planned, published, corrected, withdrawn,
 * restored, purged, on a real broker.
 */
@RunsIngestService
@EmbeddedKafka(bootstrapServersProperty = "spring.kafka.bootstrap-servers")
class NewsroomIT {

	/** How late an article may be published, as promised. */
	private static final Duration LATE = Duration.ofSeconds(2);

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
	void theHistoryOfAnArticleTellsEachRevisionWithItsTextAndTheNewestFirst() {
		String id = this.editor.published(draft("One"));
		String corrected = draft("Two").replaceFirst("\\{", "{\"correction\": \"It was two\", ");
		assertThat(this.editor.revise(id, "\"1\"", corrected).getStatus().value()).isEqualTo(200);
		assertThat(this.editor.withdraw(id).getStatus().value()).isEqualTo(200);
		assertThat(this.editor.restore(id).getResponseHeaders().getETag()).isEqualTo("\"4\"");

		String path = "/api/v1/newsroom/articles/" + id + "/revisions";
		Map<String, Object> first = this.editor.get(path + "?limit=2").getResponseBody();
		Map<String, Object> second = this.editor.get(path + "?limit=2&cursor=" + first.get("next")).getResponseBody();

		assertThat(items(first)).extracting("change").containsExactly("restore", "withdraw");
		assertThat(items(second)).extracting("change").containsExactly("correct", "publish");
		assertThat(items(second)).extracting("article").extracting("headline").containsExactly("Two", "One");
		assertThat(items(second)).extracting("revision").containsExactly(2, 1);
		assertThat(items(second)).extracting("at").doesNotContainNull();
		assertThat(second).containsEntry("next", null);
	}

	@Test
	void anEditorSeesAWithdrawnArticleWithItsTextAndTheReason() {
		String id = this.editor.published(draft("One"));
		this.editor.withdraw(id);
		EntityExchangeResult<Map<String, Object>> seen = this.editor.get("/api/v1/newsroom/articles/" + id);
		assertThat(seen.getResponseHeaders().getETag()).isEqualTo("\"2\"");
		assertThat(seen.getResponseBody()).containsEntry("state", "withdrawn")
			.containsEntry("headline", "One")
			.extractingByKey("withdrawal")
			.hasFieldOrPropertyWithValue("reason", "wrong");
	}

	@Test
	void whatAnEditorReadsCanBeChangedAndSentBack() {
		String id = this.editor.published(draft("One"));
		String read = new String(this.editor.http()
			.get()
			.uri("/api/v1/newsroom/articles/" + id)
			.exchange()
			.expectBody()
			.returnResult()
			.getResponseBody(), StandardCharsets.UTF_8);
		EntityExchangeResult<Map<String, Object>> sentBack = this.editor.revise(id, "\"1\"",
				read.replace("\"One\"", "\"Two\""));
		assertThat(sentBack.getStatus().value()).isEqualTo(200);
	}

	@Test
	void whenReadersFirstSawAnArticleIsNotForEditorsToChange() {
		String id = this.editor.published(dated("One", "2020-01-01T10:00:00Z"));
		EntityExchangeResult<Map<String, Object>> refused = this.editor.revise(id, "\"1\"",
				dated("Two", "2020-01-01T10:00:01Z"));
		assertThat(refused.getStatus().value()).isEqualTo(422);
		assertThat(refused.getResponseBody()).containsEntry("type", "/problems/invalid-fields");
		assertThat(items(refused.getResponseBody(), "errors")).extracting("pointer").containsExactly("/publishedAt");
		assertThat(this.editor.revise(id, "\"1\"", dated("Two", "2020-01-01T05:00:00-05:00")).getResponseBody())
			.containsEntry("publishedAt", "2020-01-01T17:00:00+07:00");
	}

	@Test
	void aScheduledArticleLeavesNoTraceUntilItsTimeAndIsPublishedOnce() {
		OffsetDateTime time = OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(10);
		String secret = key();
		EntityExchangeResult<Map<String, Object>> taken = this.editor.publish(key(), scheduled(secret, time));
		String id = EditorClient.id(taken);
		assertThat(taken.getStatus().value()).isEqualTo(202);
		assertThat(taken.getResponseBody()).containsEntry("state", "scheduled")
			.containsKey("publishAt")
			.doesNotContainKey("publishedAt");
		assertThat(items(this.editor.get("/api/v1/newsroom/scheduled?limit=100").getResponseBody())).extracting("id")
			.contains(id);
		assertThat(List.of(id, secret)).allSatisfy((text) -> assertThat(this.log.tracesOf(text)).isEmpty());
		assertThat(OffsetDateTime.now()).as("all was read before the time").isBefore(time);

		await().atMost(30, TimeUnit.SECONDS).until(() -> !this.log.events(Topic.ARTICLES, id).isEmpty());

		List<Event> events = this.log.events(Topic.ARTICLES, id);
		assertThat(events).hasSize(1);
		assertThat(((ArticlePublished) events.get(0)).article().publishedAt())
			.isBetween(time.truncatedTo(ChronoUnit.MILLIS), time.plus(LATE));
		assertThat(this.log.tracesOf(secret)).as("what was looked for").hasSize(1);
		assertThat(items(this.editor.get("/api/v1/newsroom/scheduled?limit=100").getResponseBody())).extracting("id")
			.doesNotContain(id);
	}

	@Test
	void aPlannedTimeIsToldWithItsSecondsAlsoOnTheFullHour() {
		OffsetDateTime hour = OffsetDateTime.now(ZoneOffset.UTC).plusDays(2).truncatedTo(ChronoUnit.HOURS);
		String id = EditorClient.id(this.editor.publish(key(), scheduled("On the hour", hour)));
		assertThat(this.editor.get("/api/v1/newsroom/articles/" + id).getResponseBody().get("publishAt")).asString()
			.contains(":00:00");
	}

	@Test
	void aPlanIsMovedOrCancelledAndWhatIsCancelledIsNotPublished() {
		OffsetDateTime soon = OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(10);
		String cancelled = this.editor.published(scheduled("Cancelled", soon));
		String moved = this.editor.published(scheduled("Moved", soon.plusHours(1)));
		assertThat(this.editor.withdraw(cancelled).getResponseBody()).containsEntry("state", "withdrawn");
		assertThat(this.editor.revise(moved, "\"1\"", scheduled("Moved", soon.plusSeconds(1))).getStatus().value())
			.isEqualTo(200);
		await().atMost(30, TimeUnit.SECONDS).until(() -> !this.log.events(Topic.ARTICLES, moved).isEmpty());
		assertThat(this.log.tracesOf(cancelled)).isEmpty();
		assertThat(this.editor.get("/api/v1/newsroom/articles/" + cancelled).getResponseBody()).containsEntry("state",
				"withdrawn");
	}

	@Test
	void theScheduleIsPagedByTime() {
		OffsetDateTime later = OffsetDateTime.now(ZoneOffset.UTC).plusYears(1);
		List<String> ids = List.of(this.editor.published(scheduled("First", later)),
				this.editor.published(scheduled("Second", later.plusDays(1))),
				this.editor.published(scheduled("Third", later.plusDays(2))));
		List<Object> seen = new ArrayList<>();
		for (String path = "/api/v1/newsroom/scheduled?limit=1"; path != null;) {
			EntityExchangeResult<Map<String, Object>> page = this.editor.get(path);
			items(page.getResponseBody()).forEach((item) -> seen.add(item.get("id")));
			Object next = page.getResponseBody().get("next");
			path = (next != null) ? "/api/v1/newsroom/scheduled?limit=1&cursor=" + next : null;
			assertThat(page.getResponseHeaders().getFirst("Link"))
				.isEqualTo((next != null) ? "<" + path + ">; rel=\"next\"" : null);
		}
		assertThat(seen).doesNotHaveDuplicates().containsSubsequence(ids.toArray());
	}

	@Test
	void aPurgedArticleIsATombstoneAndNothingOfItsTextIsTold() {
		String id = this.editor.published(draft("Never"));
		assertThat(this.editor.purge(id).getStatus().value()).isEqualTo(204);
		assertThat(this.editor.purge(id).getStatus().value()).isEqualTo(204);
		List<ConsumerRecord<String, byte[]>> records = this.log.records(List.of(Topic.ARTICLES))
			.stream()
			.filter((record) -> id.equals(record.key()))
			.toList();
		assertThat(records).hasSize(2);
		assertThat(records.get(1).value()).isNull();
		for (String path : List.of("", "/revisions")) {
			EntityExchangeResult<Map<String, Object>> gone = this.editor.get("/api/v1/newsroom/articles/" + id + path);
			assertThat(gone.getStatus().value()).isEqualTo(410);
			assertThat(gone.getResponseBody()).containsEntry("type", "/problems/purged");
		}
		assertThat(this.editor.restore(id).getStatus().value()).isEqualTo(410);
	}

	@Test
	void whatIsNotThereIsNotFoundAndWhatWasNotWithdrawnIsNotRestored() {
		assertThat(this.editor.get("/api/v1/newsroom/articles/unknown").getStatus().value()).isEqualTo(404);
		assertThat(this.editor.get("/api/v1/newsroom/articles/unknown/revisions").getStatus().value()).isEqualTo(404);
		assertThat(this.editor.purge("unknown").getStatus().value()).isEqualTo(404);
		assertThat(this.editor.restore("unknown").getStatus().value()).isEqualTo(404);
		EntityExchangeResult<Map<String, Object>> misfit = this.editor.restore(this.editor.published(draft("One")));
		assertThat(misfit.getStatus().value()).isEqualTo(409);
		assertThat(misfit.getResponseBody()).containsEntry("state", "published");
	}

	@ParameterizedTest
	@ValueSource(strings = { "limit=0", "limit=101", "limit=-1", "limit=x", "limit=99999999999999999999", "cursor=x",
			"cursor=%00", "cursor=LTE" })
	void aPartOfAListThatIsNoneIsABadRequest(String query) {
		for (String path : List.of("/api/v1/newsroom/scheduled", "/api/v1/newsroom/articles/a/revisions")) {
			assertThat(this.editor.get(path + "?" + query).getStatus().value()).isEqualTo(400);
		}
	}

	private static List<Map<String, Object>> items(Map<String, Object> page) {
		return items(page, "items");
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> items(Map<String, Object> answer, String name) {
		return (List<Map<String, Object>>) answer.get(name);
	}

	private static String dated(String headline, String publishedAt) {
		return draft(headline).replaceFirst("\\{", "{\"publishedAt\": \"" + publishedAt + "\", ");
	}

	private static String scheduled(String headline, OffsetDateTime time) {
		return draft(headline).replaceFirst("\\{", "{\"publishAt\": \"" + time + "\", ");
	}

}
