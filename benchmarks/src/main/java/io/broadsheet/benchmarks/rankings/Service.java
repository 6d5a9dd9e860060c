package io.broadsheet.benchmarks.rankings;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.broadsheet.benchmarks.ledger.Child;

/**
 * A service as a process of its own, with production's settings but for one copy of each
 * topic.
 */
final class Service implements AutoCloseable {

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Child process;

	private final String url;

	private final String management;

	private Service(Child process, int port, int managementPort) {
		this.process = process;
		this.url = "http://localhost:" + port;
		this.management = "http://localhost:" + managementPort + "/actuator/";
	}

	/** Starts the trending service with so many MiB of heap. */
	static Service trending(Path jar, String brokers, Path home, int heap, String... settings)
			throws IOException, InterruptedException {
		List<String> all = new ArrayList<>(
				List.of("--KAFKA_REPLICAS=1", "--STATE_DIR=" + Files.createTempDirectory(home, "state")));
		all.addAll(List.of(settings));
		return start(jar, brokers, home, heap, all.toArray(new String[0]));
	}

	static Service ingest(Path jar, String brokers, Path home) throws IOException, InterruptedException {
		return start(jar, brokers, home, 512, "--broadsheet.ledger.replicas=1", "--VISITOR_SECRET=benchmark",
				"--broadsheet.ledger.state-dir=" + home.resolve("ledger"));
	}

	private static Service start(Path jar, String brokers, Path home, int heap, String... settings)
			throws IOException, InterruptedException {
		int port = freePort();
		int managementPort = freePort();
		List<String> arguments = new ArrayList<>(List.of("--server.port=" + port,
				"--management.server.port=" + managementPort, "--KAFKA_BOOTSTRAP_SERVERS=" + brokers));
		arguments.addAll(List.of(settings));
		Path log = home.resolve(jar.getFileName() + ".log");
		// of options that contradict each other the last one holds, and the usual ones
		// are first
		Service service = new Service(
				Child.ofJar(jar, log.toFile(), List.of("-Xms" + heap + "m", "-Xmx" + heap + "m"), arguments), port,
				managementPort);
		service.awaitReady();
		return service;
	}

	private void awaitReady() throws IOException, InterruptedException {
		while (!management("health/readiness").contains("\"status\":\"UP\"")) {
			if (!this.process.isAlive()) {
				throw new IllegalStateException("A service ended before it was ready");
			}
			TimeUnit.MILLISECONDS.sleep(200);
		}
	}

	String url() {
		return this.url;
	}

	double heapAfterCollection() throws IOException, InterruptedException {
		return this.process.heapAfterCollection();
	}

	/** The time that its threads have spent on processors so far. */
	Duration processorTime() {
		return this.process.processorTime();
	}

	/** The sum of all meters whose line begins so; 0 if there is none. */
	double meter(String prefix) throws InterruptedException {
		return management("prometheus").lines()
			.filter((line) -> line.startsWith(prefix))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

	private String management(String path) throws InterruptedException {
		try {
			HttpResponse<String> answer = this.http.send(
					HttpRequest.newBuilder(URI.create(this.management + path)).build(),
					HttpResponse.BodyHandlers.ofString());
			return (answer.statusCode() == 200) ? answer.body() : "";
		}
		catch (IOException ex) {
			return "";
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	/** Ends it at once. */
	void kill() throws InterruptedException {
		this.process.kill();
	}

	@Override
	public void close() throws IOException, InterruptedException {
		this.process.close();
	}

}
