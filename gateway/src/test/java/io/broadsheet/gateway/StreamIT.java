package io.broadsheet.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.broadsheet.events.ArticleApplied;
import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.RankingChanged;
import io.broadsheet.events.Topic;
import io.broadsheet.gateway.cache.store.AnswerCache;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.condition.EmbeddedKafkaCondition;
import org.springframework.kafka.test.context.EmbeddedKafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The live stream of two gateways over HTTP, with a real broker.
 */
@EmbeddedKafka(partitions = 1, bootstrapServersProperty = "embedded.brokers",
		brokerProperties = { "auto.create.topics.enable=false" })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StreamIT {

	private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-03-01T10:00:00+07:00");

	private static final String STREAM = "/api/v1/stream";

	private static final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static EmbeddedKafkaBroker broker;

	private static final List<ConfigurableApplicationContext> gateways = new ArrayList<>();

	private static ConfigurableApplicationContext gateway;

	private static KafkaProducer<String, byte[]> producer;

	@BeforeAll
	static void start() {
		broker = EmbeddedKafkaCondition.getBroker();
		broker.addTopics(Topic.ARTICLE_RECEIPTS.toNewTopic((short) 1), Topic.RANKINGS.toNewTopic((short) 1),
				Topic.ARTICLES.toNewTopic((short) 1));
		gateway = gateway();
		producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker.getBrokersAsString()), new StringSerializer(),
				new ByteArraySerializer());
	}

	private static ConfigurableApplicationContext gateway() {
		ConfigurableApplicationContext started = SpringApplication.from(GatewayApplication::main)
			.run("--server.port=0", "--management.server.port=0",
					"--KAFKA_BOOTSTRAP_SERVERS=" + broker.getBrokersAsString(), "--broadsheet.stream.per-client=4",
					"--broadsheet.stream.heartbeat=200ms")
			.getApplicationContext();
		gateways.add(started);
		await().atMost(30, SECONDS).until(() -> started.getBean(AnswerCache.class).isHeard());
		return started;
	}

	@AfterAll
	static void stop() {
		producer.close();
		gateways.forEach(ConfigurableApplicationContext::close);
	}

	/** Who has gone is noticed a moment later. */
	@BeforeEach
	void nobodyListens() {
		await().atMost(20, SECONDS)
			.until(() -> gateway.getBean(MeterRegistry.class)
				.get("broadsheet.gateway.stream.open")
				.gauge()
				.value() == 0);
	}

	@Test
	void aChangeIsToldToWhoListens() throws Exception {
		try (Listening listening = listen(gateway, STREAM, null)) {
			assertThat(listening.response.headers().map()).containsEntry("cache-control", List.of("no-store"))
				.containsEntry("x-accel-buffering", List.of("no"))
				.containsEntry("content-type", List.of("text/event-stream;charset=UTF-8"))
				.doesNotContainKey("content-encoding");
			tell(applied("tram", "published"));
			tell(ranking("trending"));
			List<Message> told = listening.next(2);
			assertThat(told).extracting(Message::event).containsExactlyInAnyOrder("article", "ranking");
			assertThat(told).extracting(Message::data)
				.anyMatch((data) -> data.contains("\"id\":\"tram\"") && data.contains("\"change\":\"published\""))
				.anyMatch((data) -> data.contains("\"list\":\"trending/24h/all\""));
		}
	}

	/** The other gateway has not been there when the first events were told. */
	@Test
	void whoComesBackToAnotherGatewayMissesNothingAndHearsNothingTwice() throws Exception {
		String address = STREAM + "?types=article";
		String seen;
		try (Listening listening = listen(gateway, address, null)) {
			tell(applied("a1", "published"));
			seen = listening.next(1).get(0).id();
		}
		List<String> missed = Stream.of("a2", "a3", "a4", "a5", "a6").toList();
		missed.forEach((article) -> tell(applied(article, "revised")));
		try (Listening listening = listen(gateway(), address, seen)) {
			tell(applied("a7", "withdrawn"));
			List<String> told = listening.next(6).stream().map(StreamIT::article).toList();
			assertThat(told).containsExactlyInAnyOrder("a2", "a3", "a4", "a5", "a6", "a7");
			seen = listening.last;
		}
		try (Listening listening = listen(gateway, address, seen)) {
			tell(applied("a8", "published"));
			assertThat(listening.next(1)).extracting(StreamIT::article).containsExactly("a8");
		}
	}

	@ParameterizedTest
	@CsvSource({ "garbage, unknown", "1-2-3, unknown", "999999999-1-1-1-1-1-1-1-1-1-1-1, unknown" })
	void whoWasNeverHereIsToldToBeginAnew(String id, String reason) throws Exception {
		try (Listening listening = listen(gateway, STREAM, id)) {
			Message reset = listening.next(1).get(0);
			assertThat(reset.event()).isEqualTo("reset");
			assertThat(reset.data()).isEqualTo("{\"reason\":\"" + reason + "\"}");
		}
	}

	@Test
	void heartbeatsComeWhenNothingElseDoes() throws Exception {
		try (Listening listening = listen(gateway, STREAM + "?articles=none&types=article", null)) {
			for (int beat = 0; beat < 3; beat++) {
				assertThat(listening.block()).contains(":").noneMatch((line) -> line.startsWith("data"));
			}
		}
	}

	@Test
	void aClientHasSoManyStreamsAndNoMore() throws Exception {
		List<Listening> open = new ArrayList<>();
		for (int each = 0; each < 4; each++) {
			open.add(listen(gateway, STREAM, null));
		}
		HttpResponse<InputStream> refused = send(gateway, STREAM, "Accept", "text/event-stream");
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().firstValue("Retry-After")).isPresent();
		assertThat(problem(refused)).contains("/problems/too-many-streams");
		for (Listening each : open) {
			each.close();
		}
		await().atMost(20, SECONDS).untilAsserted(() -> {
			try (Listening again = listen(gateway, STREAM, null)) {
				assertThat(again.response.statusCode()).isEqualTo(200);
			}
		});
	}

	@ParameterizedTest
	@CsvSource({ "?typs=article, unknown-parameter", "?types=weather, invalid-parameter" })
	void whatCantBeMeantIsAProblemAlsoForWhoTakesEventsAlone(String query, String problem) throws Exception {
		HttpResponse<InputStream> refused = send(gateway, STREAM + query, "Accept", "text/event-stream");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(problem(refused)).contains("/problems/" + problem);
	}

	/** Gateways of one process share their threads, which end with the first of them. */
	@Test
	@Order(Integer.MAX_VALUE)
	void aStreamEndsInOrderWhenItsGatewayStops() throws Exception {
		try (Listening listening = listen(gateway, STREAM, null)) {
			gateway.close();
			assertThat(listening.rest()).as("ends, and does not break").isNotNull();
		}
	}

	private static String problem(HttpResponse<InputStream> response) throws IOException {
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		try (InputStream body = response.body()) {
			return new String(body.readAllBytes(), UTF_8);
		}
	}

	private static String article(Message message) {
		return message.data().replaceFirst(".*\"id\":\"([^\"]*)\".*", "$1");
	}

	private static ArticleApplied applied(String article, String change) {
		return new ArticleApplied(article, 2, "catalog-service", "catalog-1", TIME, List.of("article:" + article),
				change);
	}

	private static RankingChanged ranking(String list) {
		return new RankingChanged(list, "24h", null, null, null, TIME, TIME.minusDays(1), TIME, 0, List.of(),
				List.of());
	}

	private static void tell(Event event) {
		producer.send(new EventCodec("test").write(event));
		producer.flush();
	}

	private static Listening listen(ConfigurableApplicationContext at, String address, String lastEventId)
			throws Exception {
		HttpResponse<InputStream> response = (lastEventId != null) ? send(at, address, "Last-Event-ID", lastEventId)
				: send(at, address, "Accept", "text/event-stream");
		assertThat(response.statusCode()).isEqualTo(200);
		return new Listening(response);
	}

	private static HttpResponse<InputStream> send(ConfigurableApplicationContext at, String address, String... headers)
			throws Exception {
		String port = at.getEnvironment().getRequiredProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
			.headers(headers)
			.build();
		return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
	}

	/** What the standard calls a dispatched event. */
	private record Message(String id, String event, String data) {

	}

	/** A client of the stream, as the standard has it. */
	private static final class Listening implements AutoCloseable {

		private final HttpResponse<InputStream> response;

		private final BufferedReader lines;

		private String last = "";

		Listening(HttpResponse<InputStream> response) throws IOException {
			this.response = response;
			this.lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
			assertThat(block()).as("the greeting").anyMatch((line) -> line.startsWith("retry:"));
		}

		/** The lines up to the next empty one. */
		List<String> block() throws IOException {
			List<String> block = new ArrayList<>();
			for (String line = this.lines.readLine(); !line.isEmpty(); line = this.lines.readLine()) {
				block.add(line);
				if (line.startsWith("id:")) {
					this.last = line.substring(3);
				}
			}
			return block;
		}

		List<Message> next(int number) throws IOException {
			List<Message> messages = new ArrayList<>();
			while (messages.size() < number) {
				List<String> block = block();
				String data = field(block, "data:");
				if (!data.isEmpty()) {
					messages.add(new Message(this.last, field(block, "event:"), data));
				}
			}
			return messages;
		}

		private static String field(List<String> block, String name) {
			return block.stream()
				.filter((line) -> line.startsWith(name))
				.map((line) -> line.substring(name.length()))
				.findFirst()
				.orElse("");
		}

		List<String> rest() {
			return this.lines.lines().toList();
		}

		@Override
		public void close() {
			try {
				this.lines.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
