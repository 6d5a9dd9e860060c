package io.broadsheet.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

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

	/**
	 * What to start: the extracted jar, made anew when the jar is newer, or the jar
	 * itself where it can't be extracted.
	 * @return a jar that can be started
	 * @throws IOException if files can't be looked at
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	Path path() throws IOException, InterruptedException {
		Path directory = this.jar.resolveSibling("extracted");
		Path extracted = directory.resolve(this.jar.getFileName());
		if (isOlder(extracted)) {
			Process process = new ProcessBuilder(extraction(directory)).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			boolean done = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
			return (done && !isOlder(extracted)) ? extracted : this.jar;
		}
		return extracted;
	}

	static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	private List<String> extraction(Path directory) {
		return List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djarmode=tools", "-jar",
				this.jar.toString(), "extract", "--force", "--destination", directory.toString());
	}

	private boolean isOlder(Path extracted) throws IOException {
		return !Files.exists(extracted)
				|| Files.getLastModifiedTime(extracted).compareTo(Files.getLastModifiedTime(this.jar)) < 0;
	}

}
