package io.broadsheet.ingest.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An instance as a process of its own, from the executable jar, so that it can be killed.
 */
final class ProcessInstance implements Instance {

	private static final Path JAR = Path.of("target", "ingest-service.jar");

	private final Process process;

	private final int port;

	private final int managementPort;

	private final Path log;

	private final long earlier;

	private ProcessInstance(Process process, int port, int managementPort, Path log, long earlier) {
		this.process = process;
		this.port = port;
		this.managementPort = managementPort;
		this.log = log;
		this.earlier = earlier;
	}

	static ProcessInstance start(String brokers, String name, String... settings) {
		return startWithin("192m", brokers, name, settings);
	}

	/** With a heap that is not larger than this. */
	static ProcessInstance startWithin(String heap, String brokers, String name, String... settings) {
		int port = freePort();
		int managementPort = freePort();
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap,
						"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", JAR.toString(), "--server.port=" + port,
						"--management.server.port=" + managementPort));
		command.addAll(Instance.settings(brokers, name));
		command.addAll(List.of(settings));
		Path log = Path.of("target", "ingest-it-" + name + ".log");
		long earlier = log.toFile().length();
		try {
			return new ProcessInstance(new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
				.start(), port, managementPort, log, earlier);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public int managementPort() {
		return this.managementPort;
	}

	/** What it has logged by now, without others of its name before. */
	String log() throws IOException {
		byte[] all = Files.readAllBytes(this.log);
		return new String(all, (int) this.earlier, all.length - (int) this.earlier, StandardCharsets.UTF_8);
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
