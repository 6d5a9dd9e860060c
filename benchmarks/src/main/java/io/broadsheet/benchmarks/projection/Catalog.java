package io.broadsheet.benchmarks.projection;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.broadsheet.benchmarks.ledger.Child;

/**
 * A catalog service as a process of its own, with production's settings but for one copy
 * of each topic.
 */
final class Catalog implements AutoCloseable {

	/** A line of the heap's description, but not one of its subdivisions. */
	private static final Pattern GENERATION = Pattern.compile("total (\\d+)K, used (\\d+)K");

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

	/** MiB on the heap after a full collection. */
	double heapAfterCollection() throws IOException, InterruptedException {
		jcmd("GC.run");
		Matcher generations = GENERATION.matcher(jcmd("GC.heap_info"));
		long kilobytes = 0;
		while (generations.find()) {
			kilobytes += Long.parseLong(generations.group(2));
		}
		return kilobytes / 1024.0;
	}

	private String jcmd(String command) throws IOException, InterruptedException {
		Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
				String.valueOf(this.process.pid()), command)
			.redirectErrorStream(true)
			.start();
		String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		jcmd.waitFor();
		return output;
	}

	private boolean isReady() throws InterruptedException {
		try {
			return this.http
				.send(HttpRequest
					.newBuilder(URI.create("http://localhost:" + this.managementPort + "/actuator/health/readiness"))
					.build(), HttpResponse.BodyHandlers.discarding())
				.statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
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
