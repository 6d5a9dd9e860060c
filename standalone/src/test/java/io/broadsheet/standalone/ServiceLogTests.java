package io.broadsheet.standalone;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of a service's log comes to the screen, and what to the file.
 */
class ServiceLogTests {

	private static final String INFO = "2026-03-01T12:00:00.000Z  INFO 7 --- [main] o.s.Boot : Started";

	private static final String WARNING = "2026-03-01T12:00:01.000Z  WARN 7 --- [main] o.a.Kafka : Away";

	private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

	@TempDir
	private Path logs;

	@Test
	void warningsComeToTheScreenWithTheServicesNameAndTheirStackTrace() throws Exception {
		ServiceLog log = log(false);
		log.add(INFO);
		log.add(WARNING);
		log.add("java.io.IOException: away");
		log.add("\tat io.broadsheet.Somewhere");
		log.add(INFO);
		assertThat(screen().lines()).containsExactly("catalog-service   | " + WARNING,
				"catalog-service   | java.io.IOException: away", "catalog-service   | \tat io.broadsheet.Somewhere");
	}

	@Test
	void everythingComesToTheFile() throws Exception {
		ServiceLog log = log(false);
		log.add(INFO);
		log.add(WARNING);
		assertThat(Files.readAllLines(this.logs.resolve("catalog-service.log"))).containsExactly(INFO, WARNING);
	}

	@Test
	void everythingComesToTheScreenWhenAskedFor() throws Exception {
		log(true).add(INFO);
		assertThat(screen()).contains(INFO);
	}

	@Test
	void theLastTwentyLinesAreAtHand() throws Exception {
		ServiceLog log = log(false);
		for (int line = 1; line <= 25; line++) {
			log.add("line " + line);
		}
		assertThat(log.tail().lines()).hasSize(20).startsWith("line 6").endsWith("line 25");
	}

	private ServiceLog log(boolean verbose) {
		Console console = new Console(new PrintStream(this.screen, true, StandardCharsets.UTF_8), false, verbose);
		return new ServiceLog("catalog-service", this.logs, console);
	}

	private String screen() {
		return this.screen.toString(StandardCharsets.UTF_8);
	}

}
