package io.broadsheet.trending.exactness;

import java.time.Instant;

/**
 * Something that counts.
 *
 * @param kind what a reader did
 * @param articleId to which article
 * @param who who did it
 * @param how the kind of a reaction, the channel of a share; nothing of a view
 * @param at when it says that it happened
 */
record Fact(Kind kind, String articleId, String who, String how, Instant at) {

	/** What readers do, with what it weighs in trending. */
	enum Kind {

		VIEW(1), REACTION(4), SHARE(8);

		private final int weight;

		Kind(int weight) {
			this.weight = weight;
		}

		int weight() {
			return this.weight;
		}

	}

}
