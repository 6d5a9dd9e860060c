package io.broadsheet.standalone;

import java.io.PrintStream;
import java.util.List;

/**
 * The screen: progress and what the services have to say, each with a prefix of its own
 * colour.
 */
final class Console {

	private static final int PREFIX_WIDTH = 18;

	private static final String OWN_NAME = "broadsheet";

	private static final List<Integer> COLOURS = List.of(36, 33, 35, 32, 34, 31);

	private final PrintStream out;

	private final boolean colours;

	private final boolean verbose;

	Console(PrintStream out, boolean colours, boolean verbose) {
		this.out = out;
		this.colours = colours;
		this.verbose = verbose;
	}

	static Console ofTerminal(boolean verbose) {
		boolean terminal = System.console() != null && System.getenv("NO_COLOR") == null;
		return new Console(System.out, terminal, verbose);
	}

	boolean isVerbose() {
		return this.verbose;
	}

	void say(String text) {
		text.lines().forEach((line) -> print(OWN_NAME, line));
	}

	void print(String name, String line) {
		String prefix = name + " ".repeat(Math.max(0, PREFIX_WIDTH - name.length())) + "| ";
		this.out.println(colour(name, prefix) + line);
		this.out.flush();
	}

	void plain(String text) {
		this.out.println(text);
		this.out.flush();
	}

	private String colour(String name, String prefix) {
		if (!this.colours) {
			return prefix;
		}
		int colour = name.equals(OWN_NAME) ? 1 : COLOURS.get(Math.floorMod(name.hashCode(), COLOURS.size()));
		return "\u001b[" + colour + "m" + prefix + "\u001b[0m";
	}

}
