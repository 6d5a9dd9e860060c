package io.broadsheet.benchmarks.edge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The load: wrk with two threads and 32 connections; with one, the load was what bounded
 * all rates.
 */
final class Wrk {

	private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");

	private static final Pattern ALL = Pattern.compile("(\\d+) requests in");

	/**
	 * Time-outs, which stand behind these in the same line, are slow answers and none
	 * that failed.
	 */
	private static final Pattern ERRORS = Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+)");

	private static final Pattern TIMEOUTS = Pattern.compile("timeout (\\d+)");

	/** Each request asks for another article. */
	private static final String COUNTING = """
			local number = %d
			request = function()
			  number = number + 1
			  return wrk.format("GET", wrk.path .. number)
			end
			""";

	private final Path home;

	Wrk(Path home) {
		this.home = home;
	}

	/** Asks for the same again and again: answers a second. */
	double rate(String url, int seconds, String... headers) throws IOException, InterruptedException {
		return number(RATE, run(url, seconds, List.of(), headers));
	}

	/**
	 * Asks for other articles each time, whose ids begin with the URL's: answers a
	 * second.
	 */
	double rateOfDistinct(String url, int seconds, String... headers) throws IOException, InterruptedException {
		return number(RATE, run(url, seconds, counting(0), headers));
	}

	/** Asks for articles that were not asked for before: how many. */
	long distinct(String url, int seconds, long from) throws IOException, InterruptedException {
		return (long) number(ALL, run(url, seconds, counting(from)));
	}

	private List<String> counting(long from) throws IOException {
		Path script = this.home.resolve("counting.lua");
		Files.writeString(script, COUNTING.formatted(from));
		return List.of("-s", script.toString());
	}

	private String run(String url, int seconds, List<String> options, String... headers)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("wrk", "-t2", "-c32", "-d" + seconds + "s"));
		command.addAll(options);
		for (String header : headers) {
			command.addAll(List.of("-H", header));
		}
		command.add(url);
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		if (output.contains("Non-2xx") || hasErrors(output)) {
			throw new IllegalStateException("Not everything was answered: " + output);
		}
		Matcher timeouts = TIMEOUTS.matcher(output);
		if (timeouts.find()) {
			System.out.println("  answers that took longer than two seconds: " + timeouts.group(1));
		}
		return output;
	}

	private static boolean hasErrors(String output) {
		Matcher errors = ERRORS.matcher(output);
		return errors.find()
				&& IntStream.rangeClosed(1, errors.groupCount()).anyMatch((kind) -> !errors.group(kind).equals("0"));
	}

	private static double number(Pattern pattern, String output) {
		Matcher matcher = pattern.matcher(output);
		if (!matcher.find()) {
			throw new IllegalStateException("wrk said: " + output);
		}
		return Double.parseDouble(matcher.group(1));
	}

}
