package io.broadsheet.trending.intake;

import io.broadsheet.events.Event;

/**
 * What a record tells.
 */
public sealed interface Reading {

	/**
	 * Something happened to an article.
	 *
	 * @param articleId the article, which is the record's key
	 * @param event what happened
	 */
	record Told(String articleId, Event event) implements Reading {
	}

	/**
	 * An article was purged.
	 *
	 * @param articleId the article, which is the record's key
	 */
	record Forgotten(String articleId) implements Reading {
	}

	/**
	 * Nothing that can be understood.
	 *
	 * @param garbage the record's value
	 * @param reason what is wrong with it
	 */
	record Unreadable(byte[] garbage, String reason) implements Reading {
	}

}
