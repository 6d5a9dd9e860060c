package io.broadsheet.catalog;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.broadsheet.events.Topic;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens while brokers or database are away, and after.
 */
@Timeout(120)
class CatalogOutageIT {

	private final int absentPort = freePort();

	private final int mongoPort = freePort();

	private EmbeddedKafkaKraftBroker kafka;

	private MongoServer mongo;

	private RunningCatalog catalog;

	@BeforeEach
	void prepare() {
		this.kafka = new EmbeddedKafkaKraftBroker(1, Topic.PARTITIONS);
		this.kafka.brokerProperty("transaction.state.log.replication.factor", "1");
		this.kafka.brokerProperty("transaction.state.log.min.isr", "1");
	}

	@AfterEach
	void stopAll() {
		if (this.catalog != null) {
			this.catalog.close();
		}
		if (this.mongo != null) {
			this.mongo.shutdownNow();
		}
		this.kafka.destroy();
	}

	@Test
	void theDatabaseMayComeAfterTheService() throws Exception {
		this.kafka.afterPropertiesSet();
		try (TestLog log = new TestLog(bootstrapServers())) {
			log.tell(Articles.published("early"));
			startCatalog();
			awaitDown("mongo");
			this.catalog.probe("/actuator/health/liveness").expectStatus().isOk();
			this.catalog.get("/api/v1/articles/early")
				.expectStatus()
				.isEqualTo(503)
				.expectHeader()
				.exists("Retry-After")
				.expectBody()
				.jsonPath("$.type")
				.isEqualTo("/problems/unavailable");
			startMongo();
			this.catalog.awaitReady();
			this.catalog.get("/api/v1/articles/early").expectStatus().isOk();
		}
	}

	@Test
	void theBrokersMayComeAfterTheService() throws Exception {
		startMongo();
		startCatalog("localhost:" + this.absentPort);
		awaitDown("kafka");
		this.catalog.probe("/actuator/health/liveness").expectStatus().isOk();
		this.kafka.afterPropertiesSet();
		DisposableServer door = doorTo(this.kafka.getBrokersAsString());
		this.catalog.awaitReady();
		try (TestLog log = new TestLog(bootstrapServers())) {
			log.tell(Articles.published("late"));
			this.catalog.awaitArticle("late", 1);
		}
		door.disposeNow();
	}

	@Test
	void aDatabaseThatComesBackEmptyIsFilledAgainAndPoisonIsPutAsideOnce() throws Exception {
		this.kafka.afterPropertiesSet();
		startMongo();
		startCatalog();
		this.catalog.awaitReady();
		try (TestLog log = new TestLog(bootstrapServers())) {
			log.tell(Articles.published("before"));
			this.catalog.awaitArticle("before", 1);
			this.mongo.shutdownNow();
			awaitDown("mongo");
			log.write(List.of(log.record(0, TestLog.bytes("poison"), TestLog.bytes("x"), new RecordHeaders()),
					log.record(Articles.published("during"))));
			await().atMost(RunningCatalog.PATIENCE).until(() -> !log.all(Topic.ARTICLES_DLT).isEmpty());
			await().during(Duration.ofSeconds(4))
				.atMost(RunningCatalog.PATIENCE)
				.until(() -> log.all(Topic.ARTICLES_DLT).size() == 1);
			startMongo();
			this.catalog.awaitArticle("during", 1);
			this.catalog.awaitArticle("before", 1);
			this.catalog.awaitReady();
		}
	}

	@Test
	void aDatabaseThatIsEmptyAtTheNextStartIsFilledBeforeTheServiceIsReady() throws Exception {
		this.kafka.afterPropertiesSet();
		startMongo();
		startCatalog();
		try (TestLog log = new TestLog(bootstrapServers())) {
			log.tell(Articles.published("kept"), Articles.revised("kept", 2, "city"));
			this.catalog.awaitArticle("kept", 2);
		}
		this.catalog.close();
		this.mongo.shutdownNow();
		startMongo();
		startCatalog();
		this.catalog.awaitReady();
		this.catalog.get("/api/v1/articles/kept").expectBody().jsonPath("$.revision").isEqualTo(2);
	}

	@Test
	@Timeout(40)
	void theServiceStopsWhileItWaits() {
		startCatalog("localhost:" + this.absentPort);
		this.catalog.close();
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.doesNotContain("projection-starter");
	}

	/**
	 * Lets clients find brokers at an address that nobody answered at before; the brokers
	 * then tell them their own.
	 */
	private DisposableServer doorTo(String broker) {
		String[] address = broker.split(",")[0].split(":");
		return TcpServer.create()
			.host("localhost")
			.port(this.absentPort)
			.handle((in, out) -> TcpClient.create()
				.host(address[0])
				.port(Integer.parseInt(address[1]))
				.connect()
				.flatMap((inner) -> Mono.when(inner.outbound().send(in.receive().retain()).then(),
						out.send(inner.inbound().receive().retain()).then())))
			.bindNow();
	}

	private void startCatalog() {
		startCatalog(bootstrapServers());
	}

	private void startCatalog(String bootstrapServers) {
		this.catalog = new RunningCatalog(bootstrapServers, "mongodb://localhost:" + this.mongoPort + "/broadsheet");
	}

	private void startMongo() {
		this.mongo = new MongoServer(new MemoryBackend());
		this.mongo.bind("localhost", this.mongoPort);
	}

	private String bootstrapServers() {
		return this.kafka.getBrokersAsString();
	}

	private void awaitDown(String component) {
		RunningCatalog.eventually(() -> this.catalog.probe("/actuator/health/readiness")
			.expectStatus()
			.isEqualTo(503)
			.expectBody()
			.jsonPath("$.components." + component + ".status")
			.isEqualTo("DOWN"));
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException("No free port", ex);
		}
	}

}
