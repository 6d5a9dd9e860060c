package io.broadsheet.trending.topology;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what editors did before what readers did: a paused partition that Kafka Streams
 * lets go on, be it new here or one that was full, goes on when all articles of that
 * partition are read that the brokers have. So an instance that begins anew knows all
 * articles before it counts the first view.
 * <p>
 * Kafka Streams itself must wait for no partition ({@code max.task.idle.ms} of -1):
 * otherwise it would take no article while it waits for the views that wait here for the
 * articles.
 */
final class ArticlesFirstConsumer extends KafkaConsumer<byte[], byte[]> {

	private static final Set<String> OF_READERS = Set.of(Topic.ARTICLE_VIEWS.topicName(),
			Topic.ARTICLE_REACTIONS.topicName());

	private static final long UNKNOWN = Long.MAX_VALUE;

	/** They could go on but for their articles. */
	private final Set<TopicPartition> waiting = new HashSet<>();

	ArticlesFirstConsumer(Map<String, Object> settings) {
		super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
	}

	@Override
	public void pause(Collection<TopicPartition> partitions) {
		partitions.forEach(this.waiting::remove);
		super.pause(partitions);
	}

	@Override
	public void resume(Collection<TopicPartition> partitions) {
		Map<Boolean, List<TopicPartition>> byTurn = partitions.stream()
			.collect(Collectors.partitioningBy(this::hasItsTurn));
		this.waiting.addAll(byTurn.get(false));
		super.resume(byTurn.get(true));
	}

	@Override
	public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
		if (!this.waiting.isEmpty()) {
			this.waiting.retainAll(assignment());
			List<TopicPartition> next = this.waiting.stream().filter(this::hasItsTurn).toList();
			next.forEach(this.waiting::remove);
			super.resume(next);
		}
		return super.poll(timeout);
	}

	private boolean hasItsTurn(TopicPartition partition) {
		TopicPartition articles = new TopicPartition(Topic.ARTICLES.topicName(), partition.partition());
		return !OF_READERS.contains(partition.topic()) || !assignment().contains(articles)
				|| currentLag(articles).orElse(UNKNOWN) <= 0;
	}

}
