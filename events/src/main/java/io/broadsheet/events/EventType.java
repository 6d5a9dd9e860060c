package io.broadsheet.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The types of events: the name on the wire, the topic that carries it and the record
 * that reads it. A breaking change is a new type with a higher version beside the old
 * one; fields may be added to a type at any time.
 */
public enum EventType {

	/** An article became visible to readers. */
	ARTICLE_PUBLISHED("io.broadsheet.article.published.v1", Topic.ARTICLES, ArticlePublished.class),

	/** A visible article changed. */
	ARTICLE_REVISED("io.broadsheet.article.revised.v1", Topic.ARTICLES, ArticleRevised.class),

	/** A visible article was taken away from readers. */
	ARTICLE_WITHDRAWN("io.broadsheet.article.withdrawn.v1", Topic.ARTICLES, ArticleWithdrawn.class),

	/** A component has applied a revision of an article. */
	ARTICLE_APPLIED("io.broadsheet.article.applied.v1", Topic.ARTICLE_RECEIPTS, ArticleApplied.class),

	/** A reader opened an article. */
	ARTICLE_VIEWED("io.broadsheet.article.viewed.v1", Topic.ARTICLE_VIEWS, ArticleViewed.class),

	/** A reader reacted to an article, or took the reaction back. */
	ARTICLE_REACTED("io.broadsheet.article.reacted.v1", Topic.ARTICLE_REACTIONS, ArticleReacted.class),

	/** A reader shared an article. */
	ARTICLE_SHARED("io.broadsheet.article.shared.v1", Topic.ARTICLE_REACTIONS, ArticleShared.class),

	/** A ranked list changed. */
	RANKING_CHANGED("io.broadsheet.ranking.changed.v1", Topic.RANKINGS, RankingChanged.class),

	/** A collection was made or changed. */
	COLLECTION_CHANGED("io.broadsheet.collection.changed.v1", Topic.COLLECTIONS, CollectionChanged.class),

	/** A component has applied a change of a collection, or that it was deleted. */
	COLLECTION_APPLIED("io.broadsheet.collection.applied.v1", Topic.ARTICLE_RECEIPTS, CollectionApplied.class);

	private static final Map<String, EventType> BY_WIRE_NAME = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));

	private final String wireName;

	private final Topic topic;

	private final Class<? extends Event> eventClass;

	EventType(String wireName, Topic topic, Class<? extends Event> eventClass) {
		this.wireName = wireName;
		this.topic = topic;
		this.eventClass = eventClass;
	}

	/**
	 * Finds the type with this name.
	 * @param wireName the CloudEvents {@code type}
	 * @return the type, or nothing if this version of Broadsheet does not know it
	 */
	public static Optional<EventType> of(String wireName) {
		return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
	}

	/**
	 * The CloudEvents {@code type}, such as {@code io.broadsheet.article.viewed.v1}.
	 * @return the name on the wire
	 */
	public String wireName() {
		return this.wireName;
	}

	/**
	 * The topic that carries events of this type.
	 * @return the topic
	 */
	public Topic topic() {
		return this.topic;
	}

	Class<? extends Event> eventClass() {
		return this.eventClass;
	}

}
