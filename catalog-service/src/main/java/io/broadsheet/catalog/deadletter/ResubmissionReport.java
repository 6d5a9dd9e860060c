package io.broadsheet.catalog.deadletter;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of each letter.
 *
 * @param lines a line for each, in the order of the letters
 * @param dryRun whether nothing was changed
 */
record ResubmissionReport(List<Line> lines, boolean dryRun) {

	ResubmissionReport {
		lines = List.copyOf(lines);
	}

	static ResubmissionReport of(List<DeadLetter> letters, Map<DeadLetter, Result> results, boolean dryRun) {
		return new ResubmissionReport(letters.stream()
			.map((letter) -> new Line(letter, results.getOrDefault(letter, Result.UNUSABLE)))
			.toList(), dryRun);
	}

	long count(Result result) {
		return this.lines.stream().filter((line) -> line.result() == result).count();
	}

	/**
	 * Prints a line for each letter, its fields separated by tabs, and a summary.
	 * @param out where to
	 */
	void print(PrintStream out) {
		for (Line line : this.lines) {
			DeadLetter letter = line.letter();
			out.println(String.join("\t", line.result().text(), String.valueOf(letter.partition()),
					String.valueOf(letter.offset()), printable((letter.key() != null) ? letter.key() : "-"),
					printable(letter.reason())));
		}
		out.println(this.lines.size() + " dead letters: "
				+ Arrays.stream(Result.values())
					.map((result) -> count(result) + " " + result.text())
					.collect(Collectors.joining(", "))
				+ (this.dryRun ? "; nothing was changed" : ""));
	}

	/** Keys and reasons are what strangers wrote: a terminal must not obey them. */
	private static String printable(String text) {
		return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}]", "?");
	}

	/**
	 * A letter and what became of it.
	 *
	 * @param letter the letter
	 * @param result what became of it
	 */
	record Line(DeadLetter letter, Result result) {

	}

	/**
	 * What can become of a letter.
	 */
	enum Result {

		/** The article stands as the log says now, and did not before. */
		APPLIED("applied"),

		/** The article stood as the log says: it was applied, or something later was. */
		SETTLED("settled"),

		/** This version can't read the record either. */
		UNREADABLE("unreadable"),

		/**
		 * The key is no text or the log has no such partition: there is nowhere to look.
		 */
		UNUSABLE("unusable");

		private final String text;

		Result(String text) {
			this.text = text;
		}

		String text() {
			return this.text;
		}

	}

}
