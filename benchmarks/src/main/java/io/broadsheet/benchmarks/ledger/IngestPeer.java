package io.broadsheet.benchmarks.ledger;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;

/**
 * An ingest service as a process of its own, asked over HTTP as its clients do.
 */
final class IngestPeer implements Peer {

	private static final int MOST_CONNECTIONS = 128;

	private final JsonMapper json = new JsonMapper();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	/** Makes the load, at a small cost of its own: service and load share the cores. */
	private final reactor.netty.http.client.HttpClient load = reactor.netty.http.client.HttpClient
		.create(ConnectionProvider.create("load", MOST_CONNECTIONS));

	private final String url;

	private final Child process;

	private final int managementPort;

	private final String bearer;

	private IngestPeer(Child process, int port, int managementPort, String token) {
		this.process = process;
		this.bearer = "Bearer " + token;
		this.url = "http://localhost:" + port + "/api/v1/articles";
		this.managementPort = managementPort;
	}

	/** Starts an instance with production's settings, but for one copy of each topic. */
	static IngestPeer start(Path jar, TokenIssuer issuer, String brokers, Path home, String name, Ledger ledger)
			throws IOException {
		int port = freePort();
		int managementPort = freePort();
		return new IngestPeer(
				Child.ofJar(jar, home.resolve(name + ".log").toFile(),
						List.of("--server.port=" + port, "--management.server.port=" + managementPort,
								"--OIDC_ISSUER_URI=" + issuer.uri(), "--spring.kafka.bootstrap-servers=" + brokers,
								"--broadsheet.ledger.replicas=1", "--broadsheet.ledger.instance-id=" + name,
								"--broadsheet.ledger.state-dir=" + home.resolve(name),
								"--broadsheet.ledger.standby-replicas=" + ledger.standbyReplicas(),
								"--broadsheet.ledger.session-timeout=" + ledger.sessionTimeout())),
				port, managementPort, issuer.token());
	}

	void awaitReady() throws Exception {
		while (!management("health/readiness").contains("\"status\":\"UP\"")) {
			if (!this.process.isAlive()) {
				throw new IllegalStateException("An ingest service ended before it was ready");
			}
			TimeUnit.MILLISECONDS.sleep(200);
		}
	}

	/** How many records of the ledger's changelogs were read back by now. */
	long restored() throws Exception {
		return this.json.readTree(management("metrics/broadsheet.ingest.ledger.restored"))
			.at("/measurements/0/value")
			.asLong();
	}

	void kill() throws InterruptedException {
		this.process.kill();
	}

	private String management(String path) throws Exception {
		URI uri = URI.create("http://localhost:" + this.managementPort + "/actuator/" + path);
		try {
			HttpResponse<String> answer = this.http.send(HttpRequest.newBuilder(uri).build(), answer());
			return (answer.statusCode() == 200) ? answer.body() : "";
		}
		catch (IOException ex) {
			return "";
		}
	}

	@Override
	public CompletableFuture<String> publish(String key, String draft) {
		return this.load
			.headers((headers) -> headers.set("Content-Type", "application/json")
				.set("Authorization", this.bearer)
				.set("Idempotency-Key", key))
			.post()
			.uri(this.url)
			.send(ByteBufMono.fromString(Mono.just(draft)))
			.responseSingle((answer, body) -> body.asString().map((text) -> accepted(answer.status().code(), text)))
			.toFuture();
	}

	private static String accepted(int status, String text) {
		if (status != 201) {
			throw new IllegalStateException("Refused: " + status + " " + text);
		}
		return text;
	}

	String id(String acknowledgement) {
		return this.json.readTree(acknowledgement).path("id").asString();
	}

	/** Asks with the same key until the article's second revision is acknowledged. */
	void reviseAtAllCosts(String id, String key, String draft) {
		HttpRequest request = request(this.url + "/" + id, key).header("If-Match", "\"1\"").PUT(body(draft)).build();
		int status = 503;
		while (status == 503) {
			status = this.http.sendAsync(request, answer()).join().statusCode();
		}
		if (status != 200) {
			throw new IllegalStateException("A revision was refused with " + status);
		}
	}

	private HttpRequest.Builder request(String url, String key) {
		return HttpRequest.newBuilder(URI.create(url))
			.header("Content-Type", "application/json")
			.header("Authorization", this.bearer)
			.header("Idempotency-Key", key);
	}

	private static HttpRequest.BodyPublisher body(String draft) {
		return HttpRequest.BodyPublishers.ofString(draft);
	}

	private static HttpResponse.BodyHandler<String> answer() {
		return HttpResponse.BodyHandlers.ofString();
	}

	@Override
	public long pid() {
		return this.process.pid();
	}

	@Override
	public void close() throws Exception {
		this.process.close();
	}

	/**
	 * What of the ledger's settings is not production's.
	 *
	 * @param standbyReplicas how many other instances follow each partition
	 * @param sessionTimeout how long an instance may be silent
	 */
	record Ledger(int standbyReplicas, Duration sessionTimeout) {

		static final Ledger USUAL = new Ledger(0, Duration.ofSeconds(10));

	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
