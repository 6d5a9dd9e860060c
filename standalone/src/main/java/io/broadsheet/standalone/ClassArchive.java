package io.broadsheet.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The classes of a service as a JVM holds them, kept beside its jar, so that each start
 * maps them into memory rather than reading and checking them again: a third less CPU
 * time. An archive belongs to the JVM that wrote it. See
 * <a href= "https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html">class
 * data sharing</a>, and
 * <a href= "https://docs.spring.io/spring-boot/how-to/class-data-sharing.html">Spring
 * Boot's way</a> of writing one.
 */
final class ClassArchive {

	private static final int TIMEOUT_SECONDS = 120;

	private final Path jar;

	private final Path file;

	/**
	 * Looks beside a jar.
	 * @param jar the extracted jar that is started
	 */
	ClassArchive(Path jar) {
		this.jar = jar;
		this.file = jar.resolveSibling("classes-" + Runtime.version() + ".jsa");
	}

	/**
	 * What to start the JVM with.
	 * @return the option that uses the archive, or none while there is no archive
	 */
	List<String> options() {
		return Files.exists(this.file) ? List.of("-XX:SharedArchiveFile=" + this.file) : List.of();
	}

	/**
	 * Makes the archive by a rehearsal: the service starts until all its parts are put
	 * together, and ends before it talks to anybody. Without an archive the service
	 * starts as well, so a rehearsal that fails is no failure.
	 * @throws IOException if files can't be written
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void make() throws IOException, InterruptedException {
		if (Files.exists(this.file)) {
			return;
		}
		Path unfinished = this.file.resolveSibling(this.file.getFileName() + "." + ProcessHandle.current().pid());
		Process rehearsal = new ProcessBuilder(ExtractedJar.java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
				"-XX:ArchiveClassesAtExit=" + unfinished, "-Dspring.context.exit=onRefresh", "-jar",
				this.jar.toString())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		if (!rehearsal.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
			rehearsal.destroyForcibly().waitFor();
			Files.deleteIfExists(unfinished);
		}
		if (Files.exists(unfinished)) {
			Files.move(unfinished, this.file, StandardCopyOption.ATOMIC_MOVE);
		}
	}

}
