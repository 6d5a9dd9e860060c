package io.broadsheet.benchmarks.ledger;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java process beside the benchmark, with the same options for all that are measured.
 */
public final class Child implements AutoCloseable {

	/** How the line begins with which one of our own programs says that it is ready. */
	public static final String READY = "ready ";

	private static final String HEAP = "512m";

	/** A line of the heap's description, but not one of its subdivisions. */
	private static final Pattern GENERATION = Pattern.compile("total (\\d+)K, used (\\d+)K");

	private final Process process;

	/** Ends with the benchmark, however that ends but for a kill that nobody hears. */
	private Child(Process process) {
		this.process = process;
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
	}

	/**
	 * Starts one of the benchmark's own programs; it ends with its standard input.
	 * @param program its main class
	 * @param arguments what it is given
	 * @return the process
	 * @throws IOException if it can't be started
	 */
	public static Child ofOwn(Class<?> program, String... arguments) throws IOException {
		return startOwn(HEAP, program, arguments);
	}

	/**
	 * Starts one of the benchmark's own programs that stands in for a server, and so must
	 * not be short of memory.
	 * @param heap the most that its heap may take, as Java's options have it
	 * @param program its main class
	 * @return the process
	 * @throws IOException if it can't be started
	 */
	public static Child ofStandIn(String heap, Class<?> program) throws IOException {
		return startOwn(heap, program);
	}

	private static Child startOwn(String heap, Class<?> program, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of("-Dloader.main=" + program.getName(), "-jar", System.getProperty("java.class.path")));
		command.addAll(List.of(arguments));
		return start(heap, command, ProcessBuilder.Redirect.PIPE, ProcessBuilder.Redirect.DISCARD);
	}

	/**
	 * Starts a service.
	 * @param jar its executable jar
	 * @param log where its output goes
	 * @param arguments its options
	 * @return the process
	 * @throws IOException if it can't be started
	 */
	public static Child ofJar(Path jar, File log, List<String> arguments) throws IOException {
		return ofJar(jar, log, List.of(), arguments);
	}

	/**
	 * Starts a service whose virtual machine is not like the others'.
	 * @param jar its executable jar
	 * @param log where its output goes
	 * @param options options of the virtual machine, which have precedence over the usual
	 * ones
	 * @param arguments its options
	 * @return the process
	 * @throws IOException if it can't be started
	 */
	public static Child ofJar(Path jar, File log, List<String> options, List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(options);
		command.addAll(List.of("-jar", jar.toString()));
		command.addAll(arguments);
		ProcessBuilder.Redirect output = ProcessBuilder.Redirect.appendTo(log);
		return start(HEAP, command, output, output);
	}

	private static Child start(String heap, List<String> arguments, ProcessBuilder.Redirect output,
			ProcessBuilder.Redirect errors) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:NewRatio=1"));
		command.addAll(arguments);
		return new Child(new ProcessBuilder(command).redirectOutput(output).redirectError(errors).start());
	}

	/**
	 * Waits for one of our own programs.
	 * @return what it says behind {@link #READY}
	 * @throws IOException if it ends before
	 */
	public String awaitReady() throws IOException {
		BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8);
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			if (line.startsWith(READY)) {
				return line.substring(READY.length());
			}
		}
		throw new IOException("A process of the benchmark ended before it was ready");
	}

	/**
	 * Which process it is.
	 * @return its id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Whether it runs.
	 * @return false once it has ended
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * What it has used of the processors.
	 * @return the time since its start, of all threads
	 */
	public Duration processorTime() {
		return this.process.info().totalCpuDuration().orElse(Duration.ZERO);
	}

	/**
	 * What it keeps in memory.
	 * @return MiB on the heap after a full collection
	 * @throws IOException if the virtual machine can't be asked
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public double heapAfterCollection() throws IOException, InterruptedException {
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
				String.valueOf(pid()), command)
			.redirectErrorStream(true)
			.start();
		String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		jcmd.waitFor();
		return output;
	}

	/**
	 * Ends it at once.
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	@Override
	public void close() throws IOException, InterruptedException {
		this.process.getOutputStream().close();
		this.process.destroy();
		if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
			kill();
		}
	}

}
