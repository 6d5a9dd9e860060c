package io.broadsheet.benchmarks.projection;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.broadsheet.benchmarks.ledger.Child;

/**
 * A catalog service as a process of its own, with production's settings but for one copy
 * of each topic.
 */
final class Catalog implements AutoCloseable {

	private final HttpClient http = HttpClient.newHttpClient();

	private final Child process;

	private final int managementPort;

	private Catalog(Child process, int managementPort) {
		this.process = process;
		this.managementPort = managementPort;
	}

	static Catalog start(Path jar, String brokers, String mongo, Path home, String name, String... options)
			throws IOException {
		int managementPort = freePort();
		List<String> arguments = new ArrayList<>(List.of("--server.port=" + freePort(),
				"--management.server.port=" + managementPort, "--spring.kafka.bootstrap-servers=" + brokers,
				"--spring.mongodb.uri=" + mongo, "--broadsheet.brokers.replicas=1"));
		arguments.addAll(List.of(options));
		return new Catalog(Child.ofJar(jar, home.resolve(name + ".log").toFile(), arguments), managementPort);
	}

	void awaitReady() throws IOException, InterruptedException {
		while (!isReady()) {
			if (!this.process.isAlive()) {
				throw new IllegalStateException("A catalog ended before it was ready");
			}
			TimeUnit.MILLISECONDS.sleep(200);
		}
	}

	long pid() {
		return this.process.pid();
	}

	/** MiB on the heap after a full collection. */
	double heapAfterCollection() throws IOException, InterruptedException {
		return this.process.heapAfterCollection();
	}

	/** Waits until the search index has everything that is on the log. */
	void awaitSearch() throws IOException, InterruptedException {
		while (!get("metrics/broadsheet.catalog.search.lag").body().contains("\"value\":0.0")) {
			TimeUnit.MILLISECONDS.sleep(50);
		}
	}

	private boolean isReady() throws InterruptedException {
		try {
			return get("health/readiness").statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private HttpResponse<String> get(String what) throws IOException, InterruptedException {
		URI address = URI.create("http://localhost:" + this.managementPort + "/actuator/" + what);
		return this.http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	@Override
	public void close() throws IOException, InterruptedException {
		this.process.close();
	}

}
