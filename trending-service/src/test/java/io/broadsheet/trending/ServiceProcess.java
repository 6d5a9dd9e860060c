package io.broadsheet.trending;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.springframework.test.util.TestSocketUtils;

/**
 * The service in a process of its own, which can be killed.
 */
final class ServiceProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final int port = TestSocketUtils.findAvailableTcpPort();

	private final int managementPort = TestSocketUtils.findAvailableTcpPort();

	private final Process process;

	ServiceProcess(String brokers, Path state) throws IOException {
		Files.createDirectories(state);
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		this.process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xmx256m",
				"-XX:TieredStopAtLevel=1", "-cp", classPath, TrendingServiceApplication.class.getName(),
				"--server.port=" + this.port, "--management.server.port=" + this.managementPort,
				"--ADVERTISED_ADDRESS=localhost:" + this.port, "--KAFKA_BOOTSTRAP_SERVERS=" + brokers,
				"--KAFKA_REPLICAS=1", "--STATE_DIR=" + state)
			.redirectErrorStream(true)
			.redirectOutput(state.resolve("output.txt").toFile())
			.start();
	}

	boolean isReady() {
		try {
			return get(this.managementPort, "/actuator/health/readiness").statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	HttpResponse<String> get(String path) {
		try {
			return get(this.port, path);
		}
		catch (IOException ex) {
			throw new AssertionError("No answer from " + path, ex);
		}
	}

	private HttpResponse<String> get(int port, String path) throws IOException {
		try {
			return this.http.send(
					HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(PATIENCE).build(),
					HttpResponse.BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			throw new AssertionError("Interrupted", ex);
		}
	}

	/** Ends it like a crash does. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	@Override
	public void close() throws InterruptedException {
		kill();
	}

}
