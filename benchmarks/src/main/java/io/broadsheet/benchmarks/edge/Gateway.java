package io.broadsheet.benchmarks.edge;

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
 * The gateway as a process of its own, with production's settings.
 */
final class Gateway implements AutoCloseable {

	/** A setting with which breakers can be disabled. */
	static final String BREAKERS_EXPOSED = "--management.endpoints.web.exposure.include=health,circuitbreakers";

	private static final int HEAP = 512;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Child process;

	private final int port;

	private final int managementPort;

	private Gateway(Child process, int port, int managementPort) {
		this.process = process;
		this.port = port;
		this.managementPort = managementPort;
	}

	/** Starts it, and waits until it keeps what it fetches. */
	static Gateway start(Path jar, Path log, String brokers, String catalog, String issuer, String... settings)
			throws IOException, InterruptedException {
		int port = freePort();
		int managementPort = freePort();
		List<String> arguments = new ArrayList<>(List.of("--server.port=" + port,
				"--management.server.port=" + managementPort, "--KAFKA_BOOTSTRAP_SERVERS=" + brokers,
				"--CATALOG_URL=" + catalog, "--OIDC_ISSUER_URI=" + issuer));
		arguments.addAll(List.of(settings));
		Gateway gateway = new Gateway(Child.ofJar(jar, log.toFile(), List.of("-Xmx" + HEAP + "m"), arguments), port,
				managementPort);
		gateway.awaitReady();
		return gateway;
	}

	private void awaitReady() throws IOException, InterruptedException {
		while (!isReady()) {
			if (!this.process.isAlive()) {
				throw new IllegalStateException("A gateway ended before it was ready");
			}
			TimeUnit.MILLISECONDS.sleep(200);
		}
	}

	/** While it can't hear purges, nothing gets older than a second. */
	private boolean isReady() throws InterruptedException {
		try {
			return get("http://localhost:" + this.managementPort + "/actuator/health/readiness").statusCode() == 200
					&& get(url("kept-probe")).headers().firstValueAsLong("Age").orElse(0) > 1;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private HttpResponse<Void> get(String url) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding());
	}

	/** From now on it lets every call through and counts none. */
	void disableBreaker(String upstream) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.managementPort + "/actuator/circuitbreakers/" + upstream))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"updateState\":\"DISABLE\"}"))
			.build();
		HttpResponse<String> answer = this.http.send(request, HttpResponse.BodyHandlers.ofString());
		if (!answer.body().contains("DISABLED")) {
			throw new IllegalStateException("The breaker was not disabled: " + answer.body());
		}
	}

	String url(String id) {
		return "http://localhost:" + this.port + "/api/v1/articles/" + id;
	}

	int port() {
		return this.port;
	}

	double heapAfterCollection() throws IOException, InterruptedException {
		return this.process.heapAfterCollection();
	}

	static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	@Override
	public void close() throws IOException, InterruptedException {
		this.process.close();
	}

}
