package io.broadsheet.catalog.deadletter;

import java.util.List;

import io.broadsheet.events.Topic;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ApplicationArguments;

/**
 * What the command is asked to do.
 *
 * @param letters the topic of dead letters
 * @param reason only letters whose reason has this in it, or all if null
 * @param dryRun whether to look alone
 */
record ResubmissionOptions(Topic letters, @Nullable String reason, boolean dryRun) {

	static final String RESUBMIT = "resubmit";

	private static final String REASON = "reason";

	private static final String DRY_RUN = "dry-run";

	/**
	 * Reads the options.
	 * @param arguments the command line
	 * @return the options
	 * @throws IllegalArgumentException if they can't be meant; the message says why
	 */
	static ResubmissionOptions of(ApplicationArguments arguments) {
		if (!Topic.ARTICLES_DLT.topicName().equals(single(arguments, RESUBMIT))) {
			throw new IllegalArgumentException("--resubmit takes " + Topic.ARTICLES_DLT.topicName()
					+ " alone. A command that could not be read was answered with an error when it was sent,"
					+ " and must not be carried out now; a view has been counted for its time, or it is too late.");
		}
		return new ResubmissionOptions(Topic.ARTICLES_DLT, single(arguments, REASON),
				arguments.containsOption(DRY_RUN));
	}

	/**
	 * Whether a letter is one of those that are meant.
	 * @param letter the letter
	 * @return true if so
	 */
	boolean concerns(DeadLetter letter) {
		return Topic.ARTICLES.topicName().equals(letter.topic())
				&& (this.reason == null || letter.reason().contains(this.reason));
	}

	private static @Nullable String single(ApplicationArguments arguments, String option) {
		List<String> values = arguments.getOptionValues(option);
		if (values == null) {
			return null;
		}
		if (values.size() != 1 || values.get(0).isBlank()) {
			throw new IllegalArgumentException("--" + option + " needs one value: --" + option + "=...");
		}
		return values.get(0);
	}

}
