package io.broadsheet.standalone;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The log of one service: all of it in a file, what matters on the screen, the last lines
 * in memory.
 */
final class ServiceLog {

	private static final int TAIL_LINES = 20;

	private static final Pattern LEVEL = Pattern.compile("^\\S+\\s+(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\\b");

	private final Deque<String> tail = new ArrayDeque<>();

	private final String name;

	private final Path file;

	private final Console console;

	private boolean shown;

	private @Nullable Writer writer;

	ServiceLog(String name, Path directory, Console console) {
		this.name = name;
		this.file = directory.resolve(name + ".log");
		this.console = console;
	}

	synchronized void add(String line) throws IOException {
		if (this.tail.size() == TAIL_LINES) {
			this.tail.removeFirst();
		}
		this.tail.addLast(line);
		writer().append(line).append('\n').flush();
		if (isShown(line)) {
			this.console.print(this.name, line);
		}
	}

	synchronized String tail() {
		return String.join("\n", this.tail);
	}

	private boolean isShown(String line) {
		var level = LEVEL.matcher(line);
		if (level.find()) {
			this.shown = switch (level.group(1)) {
				case "WARN", "ERROR", "FATAL" -> true;
				default -> this.console.isVerbose();
			};
		}
		return this.shown || this.console.isVerbose();
	}

	private Writer writer() throws IOException {
		if (this.writer == null) {
			Files.createDirectories(this.file.toAbsolutePath().getParent());
			this.writer = Files.newBufferedWriter(this.file, StandardCharsets.UTF_8, StandardOpenOption.CREATE,
					StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
		}
		return this.writer;
	}

}
