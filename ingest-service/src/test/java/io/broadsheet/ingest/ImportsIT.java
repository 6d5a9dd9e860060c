package io.broadsheet.ingest;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.Topic;
import io.broadsheet.ingest.article.ArticleIds;
import io.broadsheet.ingest.caller.TokenIssuer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/**
 * Documents of many articles, imported over HTTP on a real broker.
 */
@RunsIngestService
@EmbeddedKafka(bootstrapServersProperty = "spring.kafka.bootstrap-servers")
class ImportsIT {

	private static final String NDJSON = "application/x-ndjson";

	private static final String NINJS = "application/vnd.iptc.ninjs+json";

	private static final String RSS = "application/rss+xml";

	private static final Duration PATIENCE = Duration.ofMinutes(2);

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
	void aDocumentThatIsImportedTwiceChangesNothingAndOneThatChangedRevises() {
		String a = key();
		String b = key();
		assertCounts(imported(NDJSON, line(a, "One") + line(b, "Two")), 2, 0, 0, 0);
		long records = records();
		Map<String, Object> again = imported(NDJSON, line(a, "One") + line(b, "Two"));
		assertCounts(again, 0, 0, 2, 0);
		assertThat(records()).isEqualTo(records);
		assertThat(items(again)).extracting("id").containsExactly(id(a), id(b));
		assertCounts(imported(NDJSON, line(a, "One") + line(b, "Two, mended")), 0, 1, 1, 0);
		assertThat(types(b)).containsExactly("io.broadsheet.article.published.v1", "io.broadsheet.article.revised.v1");
		assertThat(types(a)).containsExactly("io.broadsheet.article.published.v1");
	}

	@Test
	void aDocumentThatOnlyDatesItsArticlesAnewChangesNothingAndOneThatAlsoMendsThemKeepsTheFirstDate() {
		String a = key();
		assertCounts(imported(NDJSON, dated(line(a, "One"), "2020-01-01T10:00:00Z")), 1, 0, 0, 0);
		assertCounts(imported(NDJSON, dated(line(a, "One"), "2020-01-02T10:00:00Z")), 0, 0, 1, 0);
		assertCounts(imported(NDJSON, dated(line(a, "One, mended"), "2020-01-03T10:00:00Z")), 0, 1, 0, 0);
		assertThat(this.editor.get("/api/v1/newsroom/articles/" + id(a)).getResponseBody())
			.containsEntry("headline", "One, mended")
			.containsEntry("publishedAt", "2020-01-01T17:00:00+07:00");
	}

	@Test
	void theVersionsOfOneArticleTakeEffectInTheirOrderAndOnce() {
		String a = key();
		StringBuilder document = new StringBuilder();
		for (int version = 1; version <= 20; version++) {
			document.append(updated(line(a, "Version " + version), version));
		}
		assertCounts(imported(NDJSON, document.toString()), 1, 19, 0, 0);
		assertCounts(imported(NDJSON, document.toString()), 0, 0, 20, 0);
		assertCounts(imported(NDJSON, updated(line(a, "Version 7, mended"), 7)), 0, 0, 1, 0);
		assertThat(this.editor.get("/api/v1/newsroom/articles/" + id(a)).getResponseBody())
			.containsEntry("headline", "Version 20")
			.containsEntry("revision", 20);
	}

	@Test
	void aDocumentThatSaysTwoThingsOfOneArticleIsTakenAtItsFirstWordEachTime() {
		String a = key();
		String document = line(a, "One") + line(a, "Two") + line(a, "One");
		Map<String, Object> report = imported(NDJSON, document);
		assertCounts(report, 1, 0, 1, 1);
		assertThat(items(report).get(1).get("errors")).asString().contains("is that of item 0 too");
		assertCounts(imported(NDJSON, document), 0, 0, 2, 1);
		assertThat(types(a)).hasSize(1);
	}

	@Test
	void aStoryThatItsOwnKillOvertookIsNotPublished() {
		String uri = "urn:newsml:" + key();
		assertCounts(imported(NINJS, versioned(ninjs(uri, "canceled", "One"), 2)), 0, 0, 1, 0);
		assertCounts(imported(NINJS, versioned(ninjs(uri, "usable", "One"), 1)), 0, 0, 1, 0);
		assertThat(types(uri)).isEmpty();
		assertThat(this.editor.get("/api/v1/newsroom/articles/" + id(uri)).getResponseBody())
			.containsEntry("id", id(uri))
			.containsEntry("state", "withheld")
			.doesNotContainKey("headline");
		assertCounts(imported(NINJS, versioned(ninjs(uri, "usable", "One"), 3)), 0, 1, 0, 0);
		assertThat(types(uri)).containsExactly("io.broadsheet.article.published.v1");
	}

	@Test
	void noImportBringsAnArticleOutBeforeTheTimeThatAnEditorGave() {
		String a = key();
		OffsetDateTime time = OffsetDateTime.now(ZoneOffset.UTC).plusDays(1);
		assertCounts(imported(NDJSON, line(a, "One").replaceFirst("\\{", "{\"publishAt\": \"" + time + "\", ")), 1, 0,
				0, 0);
		assertThat(
				this.editor
					.revise(id(a), "\"1\"",
							EditorClient.draft("One")
								.replaceFirst("\\{", "{\"publishAt\": \"" + time.plusDays(1) + "\", "))
					.getStatus()
					.value())
			.isEqualTo(200);
		assertCounts(imported(NDJSON, line(a, "Two")), 0, 1, 0, 0);
		assertThat(types(a)).isEmpty();
		assertThat(this.editor.get("/api/v1/newsroom/articles/" + id(a)).getResponseBody())
			.containsEntry("headline", "Two")
			.containsEntry("state", "scheduled")
			.satisfies((article) -> assertThat(OffsetDateTime.parse(article.get("publishAt").toString()))
				.isCloseTo(time.plusDays(1), within(1, ChronoUnit.SECONDS)));
	}

	@Test
	void theReportTellsWhatWasTakenOutOfABody() {
		Map<String, Object> report = imported(NDJSON,
				line(key(), "One").replaceFirst("\\{", "{\"body\": \"<p onclick='x'>a<script>b</script></p>\", "));
		assertThat(items(report).get(0).get("removedMarkup")).isEqualTo(List.of("p@onclick", "script"));
		assertThat(items(imported(NDJSON, line(key(), "Two"))).get(0)).doesNotContainKey("removedMarkup");
	}

	@Test
	void aBrokenLineCostsThatLineAlone() {
		String a = key();
		String b = key();
		Map<String, Object> report = imported(NDJSON, line(a, "One") + "{\"externalId\": \"x\", \"headlin\": 1}\n"
				+ "{\n" + "x".repeat(2 * 1024 * 1024) + "\n" + line(b, "Two"));
		assertCounts(report, 2, 0, 0, 3);
		assertThat(items(report)).extracting("index").containsExactly(0, 1, 2, 3, 4);
		assertThat(items(report)).extracting("outcome")
			.containsExactly("created", "rejected", "rejected", "rejected", "created");
		assertThat(items(report).get(1).get("errors")).asString().contains("/headlin");
		assertThat(types(b)).hasSize(1);
	}

	@Test
	void whatASourceCancelsIsWithdrawnAndWhatAnEditorWithdrewStaysSo() {
		String uri = "urn:newsml:" + key();
		assertCounts(imported(NINJS, ninjs(uri, "usable", "One")), 1, 0, 0, 0);
		assertCounts(imported(NINJS, ninjs(uri, "canceled", "One")), 0, 1, 0, 0);
		assertCounts(imported(NINJS, ninjs(uri, "canceled", "One")), 0, 0, 1, 0);
		assertThat(types(uri)).containsExactly("io.broadsheet.article.published.v1",
				"io.broadsheet.article.withdrawn.v1");
		assertCounts(imported(NINJS, ninjs(uri, "usable", "One")), 0, 1, 0, 0);
		assertThat(this.editor.withdraw(id(uri)).getStatus().value()).isEqualTo(200);
		Map<String, Object> refused = imported(NINJS, ninjs(uri, "usable", "One"));
		assertCounts(refused, 0, 0, 0, 1);
		assertThat(items(refused).get(0).get("errors")).asString().contains("taken out of the newspaper");
	}

	@Test
	void aFeedIsImportedWithTheSectionThatTheRequestGives() {
		String guid = "https://red-river.example/" + key();
		String feed = """
				<?xml version="1.0"?><rss version="2.0"><channel><title>Báo Sông Hồng</title>
				<link>https://red-river.example/</link><description>d</description><language>vi</language>
				<item><title>Cầu mới</title><guid>%s</guid><category>Đường sắt</category></item></channel></rss>"""
			.formatted(guid);
		Map<String, Object> report = post(RSS + ";charset=utf-8", "?section=giao-thong", bytes(feed)).getResponseBody();
		assertCounts(report, 1, 0, 0, 0);
		Article article = ((ArticlePublished) this.log.events(Topic.ARTICLES, id(guid)).get(0)).article();
		assertThat(article.section()).isEqualTo("giao-thong");
		assertThat(article.tags()).containsExactly("duong-sat");
		assertThat(article.slug()).startsWith("cau-moi-");
		assertCounts(imported(RSS, feed), 0, 0, 0, 1);
	}

	@Test
	void tenThousandLinesAreImportedCompletely() {
		String prefix = key();
		int lines = 10_000;
		Flux<DataBuffer> document = Flux.range(0, lines)
			.map((line) -> buffer(bytes(line(prefix + "-" + line, "Line " + line))));
		Map<String, Object> report = exchange(NDJSON, "", BodyInserters.fromDataBuffers(document)).getResponseBody();
		assertCounts(report, lines, 0, 0, 0);
		assertThat(items(report)).hasSize(lines).last().hasFieldOrPropertyWithValue("index", lines - 1);
	}

	@Test
	void theReportBeginsBeforeTheDocumentEnds() {
		String a = key();
		Sinks.Many<DataBuffer> document = Sinks.many().unicast().onBackpressureBuffer();
		Flux<String> report = WebClient.create("http://localhost:" + this.port)
			.post()
			.uri("/api/v1/imports")
			.header("Authorization", TokenIssuer.editor())
			.contentType(MediaType.parseMediaType(NDJSON))
			.body(BodyInserters.fromDataBuffers(document.asFlux()))
			.retrieve()
			.bodyToFlux(String.class);
		StepVerifier.create(report.filter((line) -> !line.isBlank()))
			.then(() -> document.tryEmitNext(buffer(bytes(updated(line(a, "One"), 0)))))
			.expectNext("{\"items\":[")
			.assertNext((item) -> assertThat(item).contains("\"outcome\":\"created\""))
			.then(() -> document.tryEmitNext(buffer(bytes(updated(line(a, "Two"), 1)))))
			.assertNext((item) -> assertThat(item).contains("\"outcome\":\"revised\""))
			.then(document::tryEmitComplete)
			.thenConsumeWhile((end) -> end.startsWith("]"))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void aClientThatSendsEverythingBeforeItReadsGetsItsReport() throws IOException {
		int lines = 50_000;
		byte[] line = bytes("{\"headline\": \"no external id\"}" + " ".repeat(400) + "\n");
		try (Socket socket = new Socket()) {
			socket.setReceiveBufferSize(4096);
			socket.connect(new java.net.InetSocketAddress("localhost", this.port));
			socket.setSoTimeout((int) PATIENCE.toMillis());
			socket.getOutputStream()
				.write(bytes("POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
						+ TokenIssuer.editor() + "\r\nContent-Type: " + NDJSON + "\r\nContent-Length: "
						+ (long) lines * line.length + "\r\n\r\n"));
			for (int sent = 0; sent < lines; sent++) {
				socket.getOutputStream().write(line);
			}
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 200").contains("\"rejected\":" + lines + "}");
		}
	}

	@Test
	void anEmptyDocumentHasAnEmptyReport() {
		Map<String, Object> report = imported(NDJSON, "\n");
		assertCounts(report, 0, 0, 0, 0);
		assertThat(items(report)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			application/json                | ?section=a      | [] | 415 | unsupported-media-type
			text/xml                        | ?section=a      | [] | 415 | unsupported-media-type
			application/rss+xml             | ?section=a      | <rss | 400 | unreadable-document
			application/atom+xml            | ?section=a      | {} | 400 | unreadable-document
			application/vnd.iptc.ninjs+json | ?section=a      | 7  | 400 | unreadable-document
			application/vnd.iptc.ninjs+json | ?section=No+No  | [] | 400 | invalid-parameter
			application/rss+xml             | ?language=x     | [] | 400 | invalid-parameter
			application/x-ndjson            | ?language=en    | [] | 400 | invalid-parameter
			""")
	void aDocumentThatCantBeReadIsAProblem(String type, String query, String document, int status, String problem) {
		EntityExchangeResult<Map<String, Object>> refused = post(type, query, bytes(document));
		assertThat(refused.getStatus().value()).isEqualTo(status);
		assertThat(refused.getResponseBody()).containsEntry("type", "/problems/" + problem);
	}

	@Test
	void aFeedOfMoreThanFiveMebibytesIsRefused() {
		EntityExchangeResult<Map<String, Object>> refused = post(RSS, "?section=a", new byte[5 * 1024 * 1024 + 1]);
		assertThat(refused.getStatus().value()).isEqualTo(413);
		assertThat(refused.getResponseBody()).containsEntry("type", "/problems/content-too-large");
		assertThat(post(RSS, "?section=a", new byte[5 * 1024 * 1024]).getStatus().value()).isEqualTo(400);
	}

	private Map<String, Object> imported(String type, String document) {
		EntityExchangeResult<Map<String, Object>> report = post(type, "", bytes(document));
		assertThat(report.getStatus().value()).isEqualTo(200);
		return report.getResponseBody();
	}

	private EntityExchangeResult<Map<String, Object>> post(String type, String query, byte[] document) {
		return exchange(type, query, BodyInserters.fromValue(document));
	}

	private EntityExchangeResult<Map<String, Object>> exchange(String type, String query,
			BodyInserter<?, ? super ClientHttpRequest> document) {
		return WebTestClient.bindToServer()
			.baseUrl("http://localhost:" + this.port)
			.defaultHeader("Authorization", TokenIssuer.editor())
			.responseTimeout(PATIENCE)
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(16 * 1024 * 1024))
			.build()
			.post()
			.uri("/api/v1/imports" + query)
			.contentType(MediaType.parseMediaType(type))
			.body(document)
			.exchange()
			.expectBody(new ParameterizedTypeReference<Map<String, Object>>() {
			})
			.returnResult();
	}

	private static void assertCounts(Map<String, Object> report, int created, int revised, int unchanged,
			int rejected) {
		assertThat(report).containsEntry("created", created)
			.containsEntry("revised", revised)
			.containsEntry("unchanged", unchanged)
			.containsEntry("rejected", rejected);
		assertThat(items(report)).hasSize(created + revised + unchanged + rejected);
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> items(Map<String, Object> report) {
		return (List<Map<String, Object>>) report.get("items");
	}

	private List<String> types(String externalId) {
		return this.log.events(Topic.ARTICLES, id(externalId))
			.stream()
			.map((event) -> event.type().wireName())
			.toList();
	}

	private long records() {
		return this.log.records(List.of(Topic.ARTICLES)).size();
	}

	private static String line(String externalId, String headline) {
		return "{\"externalId\": \"%s\", \"headline\": \"%s\", \"language\": \"en\", \"section\": \"a\"}\n"
			.formatted(externalId, headline);
	}

	private static String updated(String line, int minute) {
		return line.replaceFirst("\\{", "{\"updatedAt\": \"2026-03-01T10:%02d:00Z\", ".formatted(minute));
	}

	private static String versioned(String ninjs, int minute) {
		return updated(ninjs, minute).replace("updatedAt", "versionCreated");
	}

	private static String dated(String line, String publishedAt) {
		return line.replaceFirst("\\{", "{\"publishedAt\": \"" + publishedAt + "\", ");
	}

	private static String ninjs(String uri, String pubStatus, String headline) {
		return """
				{"uri": "%s", "type": "text", "pubStatus": "%s", "language": "en", "subjects": [{"name": "A"}],
				"headlines": [{"value": "%s"}]}""".formatted(uri, pubStatus, headline);
	}

	private static String id(String externalId) {
		return ArticleIds.of(externalId, null);
	}

	private static String key() {
		return UUID.randomUUID().toString();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static DataBuffer buffer(byte[] bytes) {
		return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
	}

}
