package io.broadsheet.standalone;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * An executable jar of Spring Boot, taken apart as
 * <a href= "https://docs.spring.io/spring-boot/reference/packaging/efficient.html">Spring
 * Boot's documentation</a> has it: starts in two thirds of the time that the jar itself
 * needs.
 *
 * @param jar the executable jar
 */
record ExtractedJar(Path jar) {

	private static final int TIMEOUT_SECONDS = 60;

	private static final String PREFIX = "extracted-";

	/** Milliseconds since 1970 fit into a long for longer than any jar will last. */
	private static final Pattern EXTRACTED = Pattern.compile(PREFIX + "[0-9]{1,18}");

	/** How many builds of a jar are kept. */
	private static final int KEPT = 2;

	/**
	 * What to start: the extracted jar, made anew when the jar is newer, or the jar
	 * itself where it can't be extracted.
	 * @return a jar that can be started
	 * @throws IOException if files can't be looked at
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	Path path() throws IOException, InterruptedException {
		long version = Files.getLastModifiedTime(this.jar).toMillis();
		Path directory = this.jar.resolveSibling(PREFIX + version);
		if (!Files.exists(directory)) {
			extract(directory);
		}
		return Files.exists(directory) ? directory.resolve(this.jar.getFileName()) : this.jar;
	}

	/** What is half done has another name, and never the one that is looked for. */
	private void extract(Path directory) throws IOException, InterruptedException {
		Path unfinished = directory.resolveSibling(directory.getFileName() + "." + ProcessHandle.current().pid());
		Process process = new ProcessBuilder(extraction(unfinished)).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
			process.destroyForcibly().waitFor();
		}
		if (process.exitValue() == 0) {
			try {
				Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
				deleteOld(this.jar.resolveSibling(""));
			}
			catch (FileSystemException ex) {
				// somebody else was faster, or moving is not possible here: the jar
				// itself will do
			}
		}
	}

	/**
	 * Deletes what no build needs any more, but for the build before, which a Broadsheet
	 * that still runs may have been started from.
	 * @param target where jars were taken apart
	 * @throws IOException if files can't be looked at or deleted
	 */
	static void deleteOld(Path target) throws IOException {
		List<Path> newestFirst;
		try (Stream<Path> files = Files.list(target)) {
			newestFirst = files.filter((file) -> EXTRACTED.matcher(file.getFileName().toString()).matches())
				.sorted(Comparator.comparingLong(ExtractedJar::version).reversed())
				.toList();
		}
		for (Path old : newestFirst.subList(Math.min(KEPT, newestFirst.size()), newestFirst.size())) {
			FileSystemUtils.deleteRecursively(old);
		}
	}

	private static long version(Path directory) {
		return Long.parseLong(directory.getFileName().toString().substring(PREFIX.length()));
	}

	static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	private List<String> extraction(Path directory) {
		return List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djarmode=tools", "-jar",
				this.jar.toString(), "extract", "--force", "--destination", directory.toString());
	}

}
