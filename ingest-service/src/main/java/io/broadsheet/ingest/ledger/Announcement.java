package io.broadsheet.ingest.ledger;

import io.broadsheet.events.ArticleEvent;

/**
 * What the public topic of articles is told of a decision.
 */
public sealed interface Announcement {

	/**
	 * What happened.
	 *
	 * @param event for everybody to know
	 */
	record Told(ArticleEvent event) implements Announcement {

	}

	/** Nothing: no reader may know of it. */
	record Silence() implements Announcement {

	}

	/** That there was such an article is to be forgotten: a tombstone. */
	record Erasure() implements Announcement {

	}

}
