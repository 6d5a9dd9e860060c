package io.broadsheet.events;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is asked of the brokers when a topic is created.
 */
class TopicTests {

	@Test
	void articlesAndWhatReadersDoWithThemHaveTheSameNumberOfPartitions() {
		assertThat(List.of(Topic.ARTICLES, Topic.ARTICLE_VIEWS, Topic.ARTICLE_REACTIONS))
			.extracting((topic) -> topic.toNewTopic((short) 1).numPartitions())
			.containsOnly(Topic.PARTITIONS);
	}

	@Test
	void inProductionAWriteIsOnTwoOfThreeReplicasBeforeItCounts() {
		assertThat(Topic.ARTICLES.toNewTopic((short) 3).configs()).containsEntry("min.insync.replicas", "2");
	}

	@Test
	void aSingleBrokerCanBeWrittenTo() {
		assertThat(Topic.ARTICLES.toNewTopic((short) 1).configs()).containsEntry("min.insync.replicas", "1");
	}

	@Test
	void theLogOfArticlesIsKeptForEverAndTheLogOfViewsForEightDays() {
		assertThat(Topic.ARTICLES.toNewTopic((short) 1).configs()).containsEntry("cleanup.policy", "compact");
		assertThat(Topic.ARTICLE_VIEWS.toNewTopic((short) 1).configs()).containsEntry("cleanup.policy", "delete")
			.containsEntry("retention.ms", "691200000");
	}

	@Test
	void reactionsAndSharesAreKeptForThirtyDays() {
		assertThat(Topic.ARTICLE_REACTIONS.toNewTopic((short) 1).configs()).containsEntry("cleanup.policy", "delete")
			.containsEntry("retention.ms", "2592000000");
	}

	@Test
	void theLastWordOnACollectionIsKeptForEver() {
		assertThat(Topic.COLLECTIONS.toNewTopic((short) 1).configs()).containsEntry("cleanup.policy", "compact")
			.containsEntry("retention.ms", "-1");
	}

}
