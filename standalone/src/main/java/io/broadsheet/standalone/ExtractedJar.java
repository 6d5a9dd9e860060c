package io.broadsheet.standalone;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
		long version = Files.getLastModifiedTime(this.jar).toMillis();
		Path directory = this.jar.resolveSibling("extracted-" + version);
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
			}
			catch (FileSystemException ex) {
				// somebody else was faster, or moving is not possible here: the jar
				// itself will do
			}
		}
	}

	static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	private List<String> extraction(Path directory) {
		return List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djarmode=tools", "-jar",
				this.jar.toString(), "extract", "--force", "--destination", directory.toString());
	}

}
