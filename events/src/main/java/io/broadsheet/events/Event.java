package io.broadsheet.events;

import java.time.OffsetDateTime;

/**
 * Something that happened, told on a topic as a <a href=
 * "https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvent
 * 1.0</a>.
 */
public sealed interface Event permits ArticleEvent, ArticleApplied, ArticleViewed, ArticleReacted, ArticleShared,
		RankingChanged, CollectionChanged, CollectionApplied {

	/**
	 * What happened, as a name with a version.
	 * @return the CloudEvents {@code type}
	 */
	EventType type();

	/**
	 * The same for two tellings of one event, else different.
	 * @return the CloudEvents {@code id}
	 */
	String eventId();

	/**
	 * What it happened to: an article's, a list's or a collection's id.
	 * @return the CloudEvents {@code subject}, and the record's key
	 */
	String subject();

	/**
	 * When it happened.
	 * @return the CloudEvents {@code time}
	 */
	OffsetDateTime time();

}
