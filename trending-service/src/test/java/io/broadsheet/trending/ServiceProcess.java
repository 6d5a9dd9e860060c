package io.broadsheet.trending;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.springframework.test.util.TestSocketUtils;

/**
 * An instance as a process of its own, from the executable jar, so that it can be killed.
 */
public final class ServiceProcess implements AutoCloseable {

	private static final Path TARGET = Path.of("target");

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final int port = TestSocketUtils.findAvailableTcpPort();

	private final int managementPort = TestSocketUtils.findAvailableTcpPort();

	private final Process process;

	/**
	 * Starts it.
	 * @param brokers the brokers
	 * @param name how its log is called
	 * @param heap MiB of heap
	 * @param settings further arguments
	 * @throws IOException if there is no Java to start
	 */
	public ServiceProcess(String brokers, String name, int heap, String... settings) throws IOException {
		File log = TARGET.resolve("trending-it-" + name + ".log").toFile();
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap + "m",
				"-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1", "-jar",
				TARGET.resolve("trending-service.jar").toString(), "--server.port=" + this.port,
				"--management.server.port=" + this.managementPort, "--ADVERTISED_ADDRESS=localhost:" + this.port,
				"--KAFKA_BOOTSTRAP_SERVERS=" + brokers, "--KAFKA_REPLICAS=1",
				"--STATE_DIR=" + TARGET.resolve("trending-it").resolve(String.valueOf(this.port))));
		command.addAll(List.of(settings));
		this.process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
	}

	/** Whether it says that it can answer. */
	public boolean isReady() {
		try {
			return get(this.managementPort, "/actuator/health/readiness").statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Asks its API. */
	public HttpResponse<String> get(String path) {
		try {
			return get(this.port, path);
		}
		catch (IOException ex) {
			throw new AssertionError("No answer from " + path, ex);
		}
	}

	/** All that it measures, as Prometheus reads it. */
	public String metrics() {
		try {
			return get(this.managementPort, "/actuator/prometheus").body();
		}
		catch (IOException ex) {
			throw new AssertionError("No metrics", ex);
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

	/** As {@code kill -9} does it: nothing is finished, nothing is said. */
	public void kill() {
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

}
