package io.broadsheet.events;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;

/**
 * The topics of Broadsheet, with everything that has to be agreed on to create them. This
 * is the one place where a topic's name stands.
 */
public enum Topic {

	/** Internal: what editors ask the ledger to do. */
	ARTICLE_COMMANDS("article-commands", Retention.days(7)),

	/** Public: every article as it stands, a full snapshot per revision. */
	ARTICLES("articles", Retention.COMPACT),

	/** Internal: the ledger's answers to commands. */
	ARTICLE_OUTCOMES("article-outcomes", Retention.days(1)),

	/** Public: which component has applied which revision, or which collection. */
	ARTICLE_RECEIPTS("article-receipts", Retention.days(1)),

	/** Public: who viewed what, the visitor being a hash. */
	ARTICLE_VIEWS("article-views", Retention.days(8)),

	/** Public: who reacted to what and who shared what, the visitor being a hash. */
	ARTICLE_REACTIONS("article-reactions", Retention.days(30)),

	/** Public: whole ranked lists, each time that one changed. */
	RANKINGS("rankings", Retention.COMPACT_HOURLY),

	/** Public: whole collections, and null for those that were deleted. */
	COLLECTIONS("collections", Retention.COMPACT),

	/** Records of {@link #ARTICLE_COMMANDS} that the ledger could not read. */
	ARTICLE_COMMANDS_DLT("article-commands-dlt", Retention.days(30)),

	/** Records of {@link #ARTICLES} that a consumer could not read. */
	ARTICLES_DLT("articles-dlt", Retention.days(30)),

	/** Records of {@link #ARTICLE_VIEWS} that a consumer could not read. */
	ARTICLE_VIEWS_DLT("article-views-dlt", Retention.days(30)),

	/** Records of {@link #ARTICLE_REACTIONS} that a consumer could not read. */
	ARTICLE_REACTIONS_DLT("article-reactions-dlt", Retention.days(30)),

	/** Records of {@link #COLLECTIONS} that a consumer could not read. */
	COLLECTIONS_DLT("collections-dlt", Retention.days(30));

	/**
	 * The number of partitions of every topic. Articles and what readers do with them are
	 * co-partitioned by article id, so the number is the same everywhere.
	 */
	public static final int PARTITIONS = 6;

	/**
	 * The largest record that any topic takes, in bytes: an article of 1 MiB, its JSON
	 * escapes and the ledger's own fields.
	 */
	public static final int MAX_RECORD_BYTES = 4 * 1024 * 1024;

	private final String topicName;

	private final Retention retention;

	Topic(String topicName, Retention retention) {
		this.topicName = topicName;
		this.retention = retention;
	}

	/**
	 * The name on the broker, such as {@code article-views}.
	 * @return the name
	 */
	public String topicName() {
		return this.topicName;
	}

	/**
	 * What to ask of the broker when the topic is missing.
	 * @param replicas copies of each partition: 3 in production, with 2 of them in sync
	 * @return the topic to create
	 */
	public NewTopic toNewTopic(short replicas) {
		NewTopic topic = new NewTopic(this.topicName, PARTITIONS, replicas);
		String minInSync = String.valueOf(Math.max(1, replicas - 1));
		return topic
			.configs(Map.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, minInSync, TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
					String.valueOf(MAX_RECORD_BYTES), TopicConfig.CLEANUP_POLICY_CONFIG, this.retention.cleanupPolicy(),
					TopicConfig.RETENTION_MS_CONFIG, String.valueOf(this.retention.keep()),
					TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(this.retention.segment().toMillis()),
					TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, this.retention.stamp()));
	}

	/**
	 * What a topic keeps.
	 *
	 * @param cleanupPolicy whether old records go by key or by age
	 * @param keep how long records are kept, in milliseconds; -1 for ever
	 * @param segment how long the newest part of the log may grow, which is never cleaned
	 */
	private record Retention(String cleanupPolicy, long keep, Duration segment) {

		/**
		 * What is kept by age is as old as its broker says, and not as a producer's clock
		 * has it.
		 */
		String stamp() {
			return TopicConfig.CLEANUP_POLICY_DELETE.equals(this.cleanupPolicy) ? TimestampType.LOG_APPEND_TIME.name
					: TimestampType.CREATE_TIME.name;
		}

		private static final Duration USUAL_SEGMENT = Duration.ofDays(7);

		static final Retention COMPACT = new Retention(TopicConfig.CLEANUP_POLICY_COMPACT, -1, USUAL_SEGMENT);

		/** For few keys that are written all the time. */
		static final Retention COMPACT_HOURLY = new Retention(TopicConfig.CLEANUP_POLICY_COMPACT, -1,
				Duration.ofHours(1));

		static Retention days(int days) {
			return new Retention(TopicConfig.CLEANUP_POLICY_DELETE, Duration.ofDays(days).toMillis(),
					Duration.ofDays(Math.min(days, USUAL_SEGMENT.toDays())));
		}

	}

}
