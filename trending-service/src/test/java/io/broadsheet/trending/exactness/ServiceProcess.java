package io.broadsheet.trending.exactness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.broadsheet.events.EventJson;
import io.broadsheet.events.RankingChanged;
import tools.jackson.databind.JsonNode;

/**
 * An instance as a process of its own, from the executable jar, so that it can be killed.
 */
final class ServiceProcess implements AutoCloseable {

	private static final Path JAR = Path.of("target", "trending-service.jar");

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Process process;

	private final int port;

	private final int managementPort;

	private ServiceProcess(Process process, int port, int managementPort) {
		this.process = process;
		this.port = port;
		this.managementPort = managementPort;
	}

	static ServiceProcess start(String brokers, String name) {
		int port = freePort();
		int managementPort = freePort();
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
				"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", JAR.toString(), "--server.port=" + port,
				"--management.server.port=" + managementPort, "--KAFKA_BOOTSTRAP_SERVERS=" + brokers,
				"--KAFKA_REPLICAS=1", "--STATE_DIR=" + Path.of("target", "exactness-it", String.valueOf(port)));
		File log = new File("target", "exactness-it-" + name + ".log");
		try {
			return new ServiceProcess(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start(),
					port, managementPort);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean isReady() {
		try {
			return get(this.managementPort, "/actuator/health/readiness").statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** How a list is answered, by its id, such as {@code most-viewed/24h/section/x}. */
	List<Place> answer(String listId) throws IOException {
		String[] parts = listId.split("/");
		String scope = (parts.length > 3) ? "&" + parts[2] + "=" + parts[3] : "";
		HttpResponse<String> response = get(this.port,
				"/api/v1/rankings/" + parts[0] + "?limit=100&window=" + parts[1] + scope);
		JsonNode answer = EventJson.mapper().readTree(response.body());
		if (response.statusCode() != 200 || answer.path("degraded").asBoolean()) {
			throw new AssertionError(listId + " is answered with " + response.statusCode() + " " + response.body());
		}
		return answer.path("items")
			.valueStream()
			.map((item) -> EventJson.mapper().treeToValue(item, RankingChanged.Item.class))
			.map(Place::of)
			.map((place) -> parts[0].equals("trending") ? place.withoutScore() : place)
			.toList();
	}

	/** What the statistics of articles that readers see say since ever. */
	Map<String, Map<String, Long>> statistics(List<String> articleIds) throws IOException {
		Map<String, Map<String, Long>> all = new TreeMap<>();
		for (String id : articleIds) {
			HttpResponse<String> response = get(this.port, "/api/v1/articles/" + id + "/stats");
			if (response.statusCode() == 200) {
				all.put(id, figures(EventJson.mapper().readTree(response.body())));
			}
			else if (response.statusCode() != 404 && response.statusCode() != 410) {
				throw new AssertionError(id + " is answered with " + response.statusCode() + " " + response.body());
			}
		}
		return all;
	}

	private static Map<String, Long> figures(JsonNode statistics) {
		Map<String, Long> figures = new TreeMap<>();
		statistics.path("filtered").properties().forEach((one) -> figures.put(one.getKey(), one.getValue().asLong()));
		figures.put("VIEW", statistics.path("views").path("total").asLong());
		figures.put("REACTION", statistics.path("reactions").valueStream().mapToLong(JsonNode::asLong).sum());
		figures.put("SHARE", statistics.path("shares").valueStream().mapToLong(JsonNode::asLong).sum());
		figures.values().removeIf((number) -> number == 0);
		return figures;
	}

	/** How many views it has counted itself. */
	double counted() throws IOException {
		return get(this.managementPort, "/actuator/prometheus").body()
			.lines()
			.filter((line) -> line.startsWith("broadsheet_trending_views_total{outcome=\"counted\""))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

	/** How far it says that counting is behind. */
	long inputLagSeconds() throws IOException {
		return EventJson.mapper()
			.readTree(get(this.port, "/api/v1/rankings/most-viewed").body())
			.path("inputLagSeconds")
			.asLong();
	}

	/** As {@code kill -9} does it: nothing is finished, nothing is said. */
	void kill() {
		this.process.destroyForcibly();
		awaitExit();
	}

	@Override
	public void close() {
		this.process.destroy();
		if (!awaitExit()) {
			kill();
		}
	}

	private HttpResponse<String> get(int port, String path) throws IOException {
		try {
			return this.http.send(
					HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(PATIENCE).build(),
					HttpResponse.BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	private boolean awaitExit() {
		try {
			return this.process.waitFor(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
			return false;
		}
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
