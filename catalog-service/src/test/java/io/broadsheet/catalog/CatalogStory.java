package io.broadsheet.catalog;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.broadsheet.events.ArticleApplied;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.EventType;
import io.broadsheet.events.GoldenSample;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens to articles between the log and their readers, told once for every kind of
 * broker and database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CatalogStory {

	private TestLog log;

	private RunningCatalog catalog;

	abstract String bootstrapServers();

	abstract String mongoUri();

	@BeforeAll
	void startCatalog() throws Exception {
		this.log = new TestLog(bootstrapServers());
		this.catalog = new RunningCatalog(bootstrapServers(), mongoUri()).awaitReady();
	}

	@AfterAll
	void stopCatalog() {
		this.catalog.close();
		this.log.close();
	}

	@Test
	void anArticleIsPublishedThenRevisedThenWithdrawn() {
		String id = UUID.randomUUID().toString();
		this.log.tell(Articles.published(id));
		this.catalog.awaitArticle(id, 1);
		this.catalog.awaitArticle("tram-" + id, 1);
		assertThat(listed("transport")).contains(id);

		this.log.tell(Articles.revised(id, 2, "city"));
		this.catalog.awaitArticle(id, 2);
		this.catalog.get("/api/v1/articles/tram-" + id)
			.expectStatus()
			.isEqualTo(301)
			.expectHeader()
			.valueEquals("Location", "/api/v1/articles/tram-2-" + id)
			.expectHeader()
			.valueEquals("Surrogate-Key", "article:" + id);
		assertThat(listed("transport")).doesNotContain(id);
		assertThat(listed("city")).contains(id);

		this.log.tell(Articles.withdrawn(id, 3));
		RunningCatalog.eventually(() -> this.catalog.get("/api/v1/articles/" + id).expectStatus().isEqualTo(410));
		for (String address : List.of(id, "tram-2-" + id, "tram-" + id)) {
			this.catalog.get("/api/v1/articles/" + address)
				.expectStatus()
				.isEqualTo(410)
				.expectBody()
				.jsonPath("$.detail")
				.isEqualTo("The report could not be confirmed.");
		}
		assertThat(listed("transport")).doesNotContain(id);
		assertThat(listed("city")).doesNotContain(id);
	}

	@Test
	void aFeedReaderKnowsAnArticleAgainAfterItWasRenamedAndNoLongerSeesItWhenItIsWithdrawn() {
		String id = UUID.randomUUID().toString();
		String section = "feed-" + id;
		this.log.tell(Articles.published(id, section, Articles.DAWN));
		this.catalog.awaitArticle(id, 1);
		Map<String, String> items = Map.of("rss", "<guid isPermaLink=\"false\">" + id + "</guid>", "atom",
				"<id>urn:uuid:" + id + "</id>", "json", "\"id\":\"" + id + "\"");
		String link = "https://paper.example/articles/tram-" + id;
		items.forEach((format, item) -> assertThat(feed(section, format)).contains(link).containsOnlyOnce(item));
		this.log.tell(Articles.revised(id, 2, section));
		this.catalog.awaitArticle(id, 2);
		String renamed = "https://paper.example/articles/tram-2-" + id;
		items.forEach((format, item) -> assertThat(feed(section, format)).contains(renamed)
			.doesNotContain(link)
			.containsOnlyOnce(item));
		this.log.tell(Articles.withdrawn(id, 3));
		RunningCatalog.eventually(
				() -> items.forEach((format, item) -> assertThat(feed(section, format)).doesNotContain(item, renamed)));
	}

	@Test
	void aPurgedArticleNeverWas() {
		String id = UUID.randomUUID().toString();
		this.log.tell(Articles.published(id));
		this.catalog.awaitArticle(id, 1);
		this.log.purge(id);
		RunningCatalog.eventually(() -> this.catalog.get("/api/v1/articles/" + id).expectStatus().isNotFound());
		RunningCatalog.eventually(() -> assertThat(receipts(id)).hasSize(2));
	}

	@Test
	void aReceiptNamesWhatItsRevisionMadeUntrue() {
		String id = UUID.randomUUID().toString();
		this.log.tell(Articles.published(id));
		this.catalog.awaitArticle(id, 1);
		this.log.tell(Articles.revised(id, 2, "city"));
		RunningCatalog.eventually(() -> assertThat(receipts(id)).hasSize(2));
		ArticleApplied last = receipts(id).get(1);
		assertThat(last.revision()).isEqualTo(2);
		assertThat(last.component()).isEqualTo("catalog-service");
		assertThat(last.change()).isEqualTo("corrected");
		assertThat(last.surrogateKeys()).containsExactlyInAnyOrder("article:" + id, "section:transport", "section:city",
				"tag:tram", "tag:city-hall", "latest");
	}

	@Test
	void readersSeeNothingThatTheLedgerHasNotCommitted() {
		String id = UUID.randomUUID().toString();
		this.log.tellAndAbort(
				() -> await().during(Duration.ofSeconds(3))
					.atMost(RunningCatalog.PATIENCE)
					.untilAsserted(() -> this.catalog.get("/api/v1/articles/" + id).expectStatus().isNotFound()),
				Articles.published(id));
		this.log.tell(Articles.published(id, "decided", Articles.DAWN));
		this.catalog.awaitArticle(id, 1);
		assertThat(listed("decided")).contains(id);
		assertThat(receipts(id)).hasSize(1);
	}

	@Test
	void theCalendarCountsAnArticleUntilItIsWithdrawn() {
		String section = "s" + UUID.randomUUID();
		OffsetDateTime midnight = OffsetDateTime.parse("2026-05-01T00:00:00+07:00");
		this.log.tell(Articles.published(section, section, midnight),
				Articles.published(section + "b", section, midnight.minusNanos(1_000_000)));
		this.catalog.awaitArticle(section, 1);
		this.catalog.awaitArticle(section + "b", 1);
		assertThat(calendar(section)).containsExactly("2026-04-30=1", "2026-05-01=1");
		this.log.tell(Articles.withdrawn(section, 2));
		RunningCatalog.eventually(() -> assertThat(calendar(section)).containsExactly("2026-04-30=1"));
	}

	@Test
	void whatIsRelatedToAnArticleIsNeitherItselfNorWithdrawn() {
		String section = "s" + UUID.randomUUID();
		for (String id : List.of(section + "a", section + "b", section + "c")) {
			this.log.tell(Articles.published(id, section, OffsetDateTime.now()));
			this.catalog.awaitArticle(id, 1);
		}
		assertThat(related(section + "a")).startsWith(section + "c", section + "b").doesNotContain(section + "a");
		this.log.tell(Articles.withdrawn(section + "c", 2));
		RunningCatalog.eventually(() -> assertThat(related(section + "a")).startsWith(section + "b")
			.doesNotContain(section + "a", section + "c"));
		this.catalog.get("/api/v1/articles/" + section + "c/related").expectStatus().isEqualTo(410);
	}

	@Test
	void readersMayReadBehindEveryReceipt() {
		String id = UUID.randomUUID().toString();
		this.log.tell(Articles.published(id));
		RunningCatalog.eventually(() -> assertThat(receipts(id)).hasSize(1));
		this.catalog.get("/api/v1/articles/" + id).expectStatus().isOk();
	}

	@Test
	void aListIsPagedWithoutRepeatingOrSkippingWhileOthersArePublished() {
		OffsetDateTime noon = OffsetDateTime.parse("2026-04-01T12:00:00+07:00");
		List<String> before = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			String id = "paged-" + UUID.randomUUID();
			before.add(id);
			this.log.tell(Articles.published(id, "paging", noon.minusMinutes(i / 2)));
			this.catalog.awaitArticle(id, 1);
		}
		List<String> seen = new ArrayList<>();
		String next = page("?section=paging&limit=3", seen);
		String newcomer = "paged-" + UUID.randomUUID();
		this.log.tell(Articles.published(newcomer, "paging", noon.plusMinutes(1)));
		this.catalog.awaitArticle(newcomer, 1);
		while (next != null) {
			next = page("?section=paging&limit=3&cursor=" + next, seen);
		}
		assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(before);
		assertThat(listed("paging")).startsWith(newcomer);
	}

	@Test
	void recordsThatCantBeReadArePutAsideAndTheRestOfTheirBatchIsStored() {
		GoldenSample sample = GoldenSample.of(EventType.ARTICLE_PUBLISHED);
		String first = UUID.randomUUID().toString();
		String second = UUID.randomUUID().toString();
		String poison = "poison-" + UUID.randomUUID();
		var garbage = new RecordHeaders(sample.recordHeaders());
		EventCodec codec = new EventCodec("ingest-service");
		var one = codec.write(Articles.published(first));
		var two = codec.write(Articles.published(second));
		this.log.write(List.of(this.log.record(0, TestLog.bytes(poison), TestLog.bytes("{garbage"), garbage),
				this.log.record(1, TestLog.bytes(poison), new byte[] { (byte) 0xff, 0 }, new RecordHeaders()),
				this.log.record(0, TestLog.bytes(first), one.value(), one.headers()),
				this.log.record(1, TestLog.bytes(second), two.value(), two.headers()),
				this.log.record(1, TestLog.bytes(poison), sample.recordValue(), sample.recordHeaders())));
		this.catalog.awaitArticle(first, 1);
		this.catalog.awaitArticle(second, 1);
		RunningCatalog
			.eventually(() -> assertThat(this.log.all(Topic.ARTICLES_DLT, poison)).hasSize(3).anySatisfy((letter) -> {
				assertThat(letter.value()).isEqualTo(TestLog.bytes("{garbage"));
				Map<String, byte[]> headers = TestLog.headers(letter);
				assertThat(headers.keySet()).containsAll(sample.headers().keySet());
				assertThat(TestLog.text(headers.get("kafka_dlt-original-topic"))).isEqualTo("articles");
				assertThat(ByteBuffer.wrap(headers.get("kafka_dlt-original-partition")).getInt()).isZero();
				assertThat(headers.get("kafka_dlt-original-offset")).hasSize(Long.BYTES);
				assertThat(headers.get("kafka_dlt-exception-message")).isNotEmpty();
			}));
		assertThat(this.catalog.metric("broadsheet_catalog_projection_dead_lettered_total")).isGreaterThanOrEqualTo(3);
	}

	private List<ArticleApplied> receipts(String id) {
		return this.log.all(Topic.ARTICLE_RECEIPTS, id).stream().map(this::receipt).toList();
	}

	private ArticleApplied receipt(ConsumerRecord<byte[], byte[]> record) {
		try {
			return (ArticleApplied) new EventCodec("tests").read(record.headers(), record.value()).orElseThrow();
		}
		catch (Exception ex) {
			throw new AssertionError("Not a receipt", ex);
		}
	}

	private String feed(String section, String format) {
		return this.catalog.get("/feeds/sections/" + section + "." + format)
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

	private List<String> listed(String section) {
		List<String> ids = new ArrayList<>();
		page("?limit=100&section=" + section, ids);
		return ids;
	}

	@SuppressWarnings("unchecked")
	private List<String> calendar(String section) {
		return items("/api/v1/archive?section=" + section, "days").stream()
			.map((day) -> day.get("date") + "=" + day.get("count"))
			.toList();
	}

	private List<String> related(String id) {
		return items("/api/v1/articles/" + id + "/related", "items").stream()
			.map((card) -> (String) card.get("id"))
			.toList();
	}

	private List<Map<String, Object>> items(String uri, String field) {
		Map<String, Object> answer = this.catalog.get(uri)
			.expectStatus()
			.isOk()
			.expectBody(Map.class)
			.returnResult()
			.getResponseBody();
		return (List<Map<String, Object>>) answer.get(field);
	}

	private String page(String query, List<String> ids) {
		Map<String, Object> page = this.catalog.get("/api/v1/articles" + query)
			.expectStatus()
			.isOk()
			.expectBody(Map.class)
			.returnResult()
			.getResponseBody();
		((List<Map<String, Object>>) page.get("items")).forEach((card) -> ids.add((String) card.get("id")));
		return (String) page.get("next");
	}

}
