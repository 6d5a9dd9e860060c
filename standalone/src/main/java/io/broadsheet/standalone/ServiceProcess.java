package io.broadsheet.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Runs a service from its executable jar, and runs it again when it dies.
 */
final class ServiceProcess implements Part {

	private static final Duration STARTUP = Duration.ofSeconds(120);

	private static final Duration SHUTDOWN = Duration.ofSeconds(20);

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	/** A service that lived so long has no trouble starting. */
	private static final Duration CALM = Duration.ofMinutes(1);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

	/**
	 * An ignored signal stays ignored, so Ctrl-C reaches standalone alone; and where the
	 * system can do that, a service is stopped when standalone is killed outright.
	 */
	private static final String LAUNCHER = """
			trap '' INT
			if setpriv --pdeathsig TERM true 2>/dev/null; then
			  exec setpriv --pdeathsig TERM "$0" "$@"
			fi
			exec "$0" "$@"
			""";

	private final ServiceSpec spec;

	private final ServiceLog log;

	private final Console console;

	private volatile @Nullable Process process;

	private volatile boolean stopping;

	ServiceProcess(ServiceSpec spec, ServiceLog log, Console console) {
		this.spec = spec;
		this.log = log;
		this.console = console;
	}

	@Override
	public String name() {
		return this.spec.name();
	}

	@Override
	public String address() {
		return "http://localhost:" + this.spec.port();
	}

	@Override
	public void start() throws IOException, InterruptedException {
		launch();
		Thread watcher = new Thread(this::watch, name() + "-watcher");
		watcher.setDaemon(true);
		watcher.start();
	}

	@Override
	public void awaitReady() throws InterruptedException {
		Readiness readiness = new Readiness(this.spec.managementPort());
		long deadline = System.nanoTime() + STARTUP.toNanos();
		while (!readiness.isReady()) {
			if (System.nanoTime() > deadline) {
				throw new StartFailure(name() + " is not ready after " + STARTUP.toSeconds() + " s: "
						+ readiness.answer() + "\n" + this.log.tail());
			}
			TimeUnit.MILLISECONDS.sleep(200);
		}
	}

	@Override
	public void stop() {
		this.stopping = true;
		Process running = this.process;
		if (running == null) {
			return;
		}
		running.destroy();
		try {
			if (!running.waitFor(SHUTDOWN.toSeconds(), TimeUnit.SECONDS)) {
				this.console.say(name() + " does not stop, and is killed");
				running.destroyForcibly().waitFor();
			}
		}
		catch (InterruptedException ex) {
			running.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	long pid() {
		Process running = this.process;
		return (running != null) ? running.pid() : -1;
	}

	private void launch() throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(commandLine()).redirectErrorStream(true);
		builder.environment().putAll(this.spec.environment());
		Process launched = builder.start();
		this.process = launched;
		if (this.stopping) {
			launched.destroy();
		}
	}

	private List<String> commandLine() throws IOException, InterruptedException {
		List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", LAUNCHER));
		line.add(ExtractedJar.java());
		line.addAll(List.of("-Xmx" + this.spec.heap(), "-Xss512k", "-XX:+UseSerialGC", "-XX:ReservedCodeCacheSize=64m",
				"-XX:+ExitOnOutOfMemoryError"));
		Path jar = new ExtractedJar(this.spec.jar()).path();
		line.addAll(new ClassArchive(jar).options());
		line.addAll(List.of(this.spec.javaOptions().split("\\s+")));
		line.addAll(List.of("-jar", jar.toString()));
		return line;
	}

	private void watch() {
		Duration pause = FIRST_PAUSE;
		while (!this.stopping) {
			Process watched = this.process;
			if (watched == null) {
				return;
			}
			long start = System.nanoTime();
			copyOutput(watched);
			int exitCode = exitCode(watched);
			if (this.stopping) {
				return;
			}
			this.console.say(name() + " died with exit code " + exitCode + " and is started again. Its last lines:\n"
					+ this.log.tail());
			if (System.nanoTime() - start > CALM.toNanos()) {
				pause = FIRST_PAUSE;
			}
			pause = restart(pause);
		}
	}

	private Duration restart(Duration pause) {
		try {
			TimeUnit.MILLISECONDS.sleep(pause.toMillis());
			if (!this.stopping) {
				launch();
			}
		}
		catch (IOException ex) {
			this.console.say(name() + " can't be started: " + ex.getMessage());
		}
		catch (InterruptedException ex) {
			this.stopping = true;
		}
		Duration longer = pause.multipliedBy(2);
		return (longer.compareTo(LONGEST_PAUSE) < 0) ? longer : LONGEST_PAUSE;
	}

	private void copyOutput(Process watched) {
		try (BufferedReader lines = watched.inputReader(StandardCharsets.UTF_8)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				this.log.add(line);
			}
		}
		catch (IOException ex) {
			if (!this.stopping) {
				this.console.say("The log of " + name() + " can't be read: " + ex.getMessage());
			}
		}
	}

	private static int exitCode(Process watched) {
		try {
			return watched.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return -1;
		}
	}

}
