package io.broadsheet.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.Topic;
import io.broadsheet.ingest.caller.TokenIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens while no broker is there, and when one comes.
 */
@DirtiesContext
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		useMainMethod = SpringBootTest.UseMainMethod.ALWAYS, properties = { "management.server.port=0",
				"broadsheet.ledger.replicas=1", "broadsheet.ledger.state-dir=target/ingest-it/${random.uuid}" })
class IngestOutageIT {

	private static final int ABSENT_PORT = freePort();

	private static final String DRAFT = "{\"headline\": \"One\", \"language\": \"en\", \"section\": \"transport\"}";

	/** In which callers are told, as promised, and in which the test has heard of it. */
	private static final Duration TOLD = Duration.ofSeconds(5).plusMillis(800);

	private final EmbeddedKafkaKraftBroker kafka = new EmbeddedKafkaKraftBroker(1, Topic.PARTITIONS);

	@LocalServerPort
	private int port;

	@Autowired
	private HealthEndpoint health;

	private DisposableServer door;

	@DynamicPropertySource
	static void brokers(DynamicPropertyRegistry registry) {
		registry.add("spring.kafka.bootstrap-servers", () -> "localhost:" + ABSENT_PORT);
		registry.add("OIDC_ISSUER_URI", TokenIssuer.shared()::uri);
	}

	@AfterEach
	void stop() {
		if (this.door != null) {
			this.door.disposeNow();
		}
		this.kafka.destroy();
	}

	@Test
	void withoutABrokerTheServiceIsUpAndNotReadyAndSaysWhenToTryAgainAndWithOneTheRetryTakesEffectOnce() {
		assertThat(status("liveness")).isEqualTo("UP");
		assertThat(status("readiness")).isEqualTo("DOWN");
		assertRefusedInTime(HttpMethod.POST, "/api/v1/articles", DRAFT);
		assertRefusedInTime(HttpMethod.POST, "/api/v1/views", "{\"articleId\": \"a\"}");
		assertRefusedInTime(HttpMethod.POST, "/api/v1/views",
				"[" + "{\"articleId\": \"a\"},".repeat(499) + "{\"articleId\": \"a\"}]");
		assertRefusedInTime(HttpMethod.PUT, "/api/v1/collections/tet", "{\"title\": \"Tết\", \"tag\": \"tet\"}");
		assertRefusedInTime(HttpMethod.PUT, "/api/v1/articles/a/reactions/like", "");
		assertRefusedInTime(HttpMethod.POST, "/api/v1/articles/a/shares", "{\"channel\": \"email\"}");

		WebTestClient.ResponseSpec imported = send("/api/v1/imports", HttpMethod.POST, "application/x-ndjson",
				"{\"externalId\": \"%s\", \"headline\": \"a\", \"language\": \"en\", \"section\": \"a\"}\n"
					.repeat(10_000));
		imported.expectStatus().isEqualTo(503).expectHeader().valueEquals("Retry-After", "1");

		startBroker();

		await().atMost(60, TimeUnit.SECONDS).until(() -> status("readiness").equals("UP"));
		for (int attempt = 0; attempt < 2; attempt++) {
			change("/api/v1/articles", HttpMethod.POST, DRAFT).expectStatus()
				.isCreated()
				.expectHeader()
				.valueEquals("ETag", "\"1\"");
		}
		assertThat(new LogReader("localhost:" + ABSENT_PORT).events(Topic.ARTICLES)).singleElement()
			.isInstanceOfSatisfying(ArticlePublished.class, (event) -> assertThat(event.revision()).isEqualTo(1));
	}

	private void assertRefusedInTime(HttpMethod method, String path, String body) {
		long start = System.nanoTime();
		change(path, method, body).expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.valueEquals("Retry-After", "1")
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/temporarily-unavailable");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).as(path).isLessThan(TOLD);
	}

	private WebTestClient.ResponseSpec change(String path, HttpMethod method, String body) {
		return send(path, method, MediaType.APPLICATION_JSON_VALUE, body);
	}

	private WebTestClient.ResponseSpec send(String path, HttpMethod method, String type, String body) {
		return WebTestClient.bindToServer()
			.baseUrl("http://localhost:" + this.port)
			.responseTimeout(Duration.ofSeconds(20))
			.build()
			.method(method)
			.uri(path)
			.contentType(MediaType.parseMediaType(type))
			.header("Authorization", TokenIssuer.editor())
			.header("Idempotency-Key", "the-same")
			.bodyValue(body)
			.exchange();
	}

	private String status(String group) {
		return this.health.healthForPath(group).getStatus().getCode();
	}

	/** The brokers' own port is theirs to choose: clients find them through this one. */
	private void startBroker() {
		this.kafka.brokerProperty("transaction.state.log.replication.factor", "1");
		this.kafka.brokerProperty("transaction.state.log.min.isr", "1");
		this.kafka.afterPropertiesSet();
		String[] address = this.kafka.getBrokersAsString().split(",")[0].split(":");
		this.door = TcpServer.create()
			.host("localhost")
			.port(ABSENT_PORT)
			.handle((in, out) -> TcpClient.create()
				.host(address[0])
				.port(Integer.parseInt(address[1]))
				.connect()
				.flatMap((inner) -> Mono.when(inner.outbound().send(in.receive().retain()).then(),
						out.send(inner.inbound().receive().retain()).then())))
			.bindNow();
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
