package io.broadsheet.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * All of Broadsheet, started by {@code ./run} like anybody starts it, on free ports.
 */
final class RunningBroadsheet implements AutoCloseable {

	private static final Path HOME = Path.of(System.getProperty("broadsheet.home"));

	private static final List<String> PORT_OPTIONS = List.of("--gateway-port", "--ingest-port", "--catalog-port",
			"--trending-port", "--kafka-port", "--mongodb-port", "--openid-port");

	private static final int MANAGEMENT_PORTS = 4;

	/**
	 * On a machine that does much else, where one Broadsheet may stop while another one
	 * works.
	 */
	private static final int PATIENCE_SECONDS = 150;

	private final List<String> output = Collections.synchronizedList(new ArrayList<>());

	private final Ports ports;

	private final Process process;

	private RunningBroadsheet(Ports ports, Process process) {
		this.ports = ports;
		this.process = process;
		Thread reader = new Thread(this::read, "broadsheet-output");
		reader.setDaemon(true);
		reader.start();
	}

	/** In a process group of its own that heeds Ctrl-C, even where the build does not. */
	static RunningBroadsheet start(Path data, Ports ports, String... options) throws IOException {
		List<String> command = new ArrayList<>(
				List.of("env", "--default-signal=INT", "setsid", HOME.resolve("run").toString(), "--no-build", "--data",
						data.toString(), "--management-port", String.valueOf(ports.management())));
		for (int index = 0; index < PORT_OPTIONS.size(); index++) {
			command.addAll(List.of(PORT_OPTIONS.get(index), String.valueOf(ports.others().get(index))));
		}
		command.addAll(List.of(options));
		return new RunningBroadsheet(ports, new ProcessBuilder(command).redirectErrorStream(true).start());
	}

	RunningBroadsheet awaitReady() {
		await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
			.until(() -> !this.process.isAlive() || text().contains("Broadsheet is ready"));
		assertThat(this.process.isAlive()).as(text()).isTrue();
		return this;
	}

	String gateway() {
		return "http://localhost:" + this.ports.others().get(0);
	}

	/** Who has the token of the newsroom's program. */
	Client editor() {
		String secret = Base64.getEncoder().encodeToString("newsroom:newsroom".getBytes(StandardCharsets.UTF_8));
		Client.Answer answer = new Client(identityProvider()).send("POST", "/oauth2/token",
				"grant_type=client_credentials",
				Map.of("Content-Type", "application/x-www-form-urlencoded", "Authorization", "Basic " + secret));
		return new Client(gateway(), answer.body().path("access_token").asString());
	}

	String kafka() {
		return "127.0.0.1:" + this.ports.others().get(4);
	}

	String identityProvider() {
		return "http://localhost:" + this.ports.others().get(6);
	}

	int managementPort(int service) {
		return this.ports.management() + service;
	}

	String text() {
		synchronized (this.output) {
			return String.join("\n", this.output);
		}
	}

	/** As Ctrl-C does it: the signal goes to all processes of the terminal. */
	int interrupt() throws IOException, InterruptedException {
		new ProcessBuilder("kill", "-INT", "--", "-" + this.process.pid()).start().waitFor();
		assertThat(this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(text()).isTrue();
		return this.process.exitValue();
	}

	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	int awaitExit() throws InterruptedException {
		assertThat(this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(text()).isTrue();
		return this.process.exitValue();
	}

	List<ProcessHandle> services() {
		return this.process.descendants()
			.filter((child) -> child.info().command().orElse("").endsWith("java"))
			.toList();
	}

	@Override
	public void close() throws InterruptedException {
		List<ProcessHandle> descendants = this.process.descendants().toList();
		this.process.destroy();
		if (!this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
			descendants.forEach(ProcessHandle::destroyForcibly);
			this.process.destroyForcibly();
		}
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
			lines.lines().forEach(this.output::add);
		}
		catch (IOException | UncheckedIOException ex) {
			this.output.add("The output ended: " + ex.getMessage());
		}
	}

	/**
	 * Ports that were free a moment ago, below those that systems give to connections:
	 * one of these may be taken by the time that a service opens it.
	 *
	 * @param management the first of the management ports, which follow each other
	 * @param others all other ports
	 */
	record Ports(int management, List<Integer> others) {

		private static final int FIRST = 20_000;

		private static final int BEHIND_LAST = 32_000;

		static Ports free() throws IOException {
			int count = MANAGEMENT_PORTS + PORT_OPTIONS.size();
			int first = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST - count);
			while (!areFree(first, count)) {
				first = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST - count);
			}
			int behindManagement = first + MANAGEMENT_PORTS;
			return new Ports(first, IntStream.range(behindManagement, first + count).boxed().toList());
		}

		private static boolean areFree(int first, int count) {
			return IntStream.range(first, first + count).allMatch(Ports::isFree);
		}

		private static boolean isFree(int port) {
			try (ServerSocket socket = new ServerSocket(port)) {
				return true;
			}
			catch (IOException ex) {
				return false;
			}
		}

	}

}
