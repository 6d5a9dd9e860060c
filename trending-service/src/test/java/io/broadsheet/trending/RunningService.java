package io.broadsheet.trending;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.broadsheet.events.EventJson;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.util.TestSocketUtils;

/**
 * The service as it runs in production, on free ports.
 */
final class RunningService implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final ConfigurableApplicationContext context;

	/**
	 * Starts it. The brokers are named by the property itself, which wins over what
	 * another test's embedded broker leaves behind among the system's properties.
	 */
	RunningService(String brokers, Path state, String... settings) {
		int port = TestSocketUtils.findAvailableTcpPort();
		List<String> arguments = new ArrayList<>(List.of(settings));
		arguments.addAll(
				List.of("--server.port=" + port, "--ADVERTISED_ADDRESS=localhost:" + port, "--management.server.port=0",
						"--spring.kafka.bootstrap-servers=" + brokers, "--KAFKA_REPLICAS=1", "--STATE_DIR=" + state));
		this.context = SpringApplication.from(TrendingServiceApplication::main)
			.run(arguments.toArray(new String[0]))
			.getApplicationContext();
	}

	JsonNode ranking(String query) {
		return answer("most-viewed" + query);
	}

	JsonNode answer(String listAndQuery) {
		HttpResponse<String> response = get("local.server.port", "/api/v1/rankings/" + listAndQuery);
		return EventJson.mapper().readTree(response.body());
	}

	/** How a section's list stands: ids and views, best first. */
	List<String> section(String section) {
		return list("most-viewed?limit=100&section=" + section);
	}

	List<String> list(String listAndQuery) {
		return answer(listAndQuery).path("items")
			.valueStream()
			.map((item) -> item.at("/article/id").asString() + " " + item.path("views").asLong())
			.toList();
	}

	/** How many views it has counted since it was started. */
	double counted() {
		return views("counted");
	}

	double views(String outcome) {
		return get("local.management.port", "/actuator/prometheus").body()
			.lines()
			.filter((line) -> line.startsWith("broadsheet_trending_views_total{outcome=\"" + outcome + "\""))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

	boolean isReady() {
		try {
			return readiness().path("status").asString().equals("UP");
		}
		catch (AssertionError ex) {
			return false;
		}
	}

	JsonNode readiness() {
		return EventJson.mapper().readTree(get("local.management.port", "/actuator/health/readiness").body());
	}

	boolean isAlive() {
		return get("local.management.port", "/actuator/health/liveness").statusCode() == 200;
	}

	HttpResponse<String> get(String port, String path) {
		HttpRequest request = HttpRequest
			.newBuilder(java.net.URI
				.create("http://localhost:" + this.context.getEnvironment().getRequiredProperty(port) + path))
			.timeout(PATIENCE)
			.build();
		try {
			return this.http.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (Exception ex) {
			throw new AssertionError("No answer from " + path, ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

}
