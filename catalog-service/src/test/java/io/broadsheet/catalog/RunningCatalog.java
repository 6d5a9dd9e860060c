package io.broadsheet.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The whole service in this process, on free ports.
 */
final class RunningCatalog implements AutoCloseable {

	static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int LARGEST_ANSWER = 8 * 1024 * 1024;

	private final ConfigurableApplicationContext context;

	private final WebTestClient readers;

	private final WebTestClient operators;

	RunningCatalog(String bootstrapServers, String mongoUri, String... options) {
		this((settings) -> {
		}, bootstrapServers, mongoUri, options);
	}

	/** With a client of the database that is other than usual. */
	RunningCatalog(MongoClientSettingsBuilderCustomizer database, String bootstrapServers, String mongoUri,
			String... options) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0",
				"--spring.kafka.bootstrap-servers=" + bootstrapServers, "--spring.mongodb.uri=" + mongoUri,
				"--broadsheet.brokers.replicas=1", "--broadsheet.publisher.zone=Asia/Ho_Chi_Minh",
				"--broadsheet.projection.idle-interval=500ms", "--broadsheet.projection.longest-retry=1s",
				"--broadsheet.search.commit-interval=500ms", "--spring.jmx.enabled=false"));
		arguments.addAll(Arrays.asList(options));
		if (arguments.stream().noneMatch((argument) -> argument.startsWith("--broadsheet.search.directory="))) {
			arguments.add("--broadsheet.search.directory=" + TemporaryFolders.create("search-index"));
		}
		SpringApplication application = CatalogServiceApplication.application();
		application
			.addInitializers((context) -> context.getBeanFactory().registerSingleton("testedDatabase", database));
		this.context = application.run(arguments.toArray(String[]::new));
		this.readers = client("local.server.port");
		this.operators = client("local.management.port");
	}

	WebTestClient.ResponseSpec get(String uri, Object... variables) {
		return this.readers.get().uri(uri, variables).exchange();
	}

	int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	WebTestClient readers() {
		return this.readers;
	}

	WebTestClient.ResponseSpec probe(String path) {
		return this.operators.get().uri(path).exchange();
	}

	RunningCatalog awaitReady() {
		eventually(() -> probe("/actuator/health/readiness").expectStatus().isOk());
		return this;
	}

	void awaitArticle(String address, long revision) {
		eventually(
				() -> get("/api/v1/articles/" + address).expectBody().jsonPath("$.revision").isEqualTo((int) revision));
	}

	/** The sum of a metric over all lines that begin so. */
	double metric(String name) {
		return metrics(name).stream().mapToDouble(Double::doubleValue).sum();
	}

	/** A metric's values, one for each line that begins so. */
	List<Double> metrics(String name) {
		byte[] prometheus = probe("/actuator/prometheus").expectBody().returnResult().getResponseBody();
		assertThat(prometheus).isNotNull();
		return new String(prometheus).lines()
			.filter((line) -> line.startsWith(name))
			.map((line) -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
			.toList();
	}

	static void eventually(Runnable assertion) {
		await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(assertion::run);
	}

	private WebTestClient client(String portProperty) {
		String port = this.context.getEnvironment().getRequiredProperty(portProperty);
		return WebTestClient.bindToServer()
			.baseUrl("http://localhost:" + port)
			.responseTimeout(Duration.ofSeconds(20))
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
			.build();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
