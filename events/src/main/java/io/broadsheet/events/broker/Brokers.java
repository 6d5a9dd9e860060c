package io.broadsheet.events.broker;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import io.broadsheet.events.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kafka brokers, asked by an administrator. Nothing here fails because a broker is
 * away: it waits, or says so.
 */
public final class Brokers implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Brokers.class);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Admin admin;

	/**
	 * Connects, once that is possible.
	 * @param properties a client's properties, at least {@code bootstrap.servers}
	 */
	public Brokers(Map<String, Object> properties) {
		Map<String, Object> patient = new HashMap<>(properties);
		patient.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
		patient.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
		this.admin = Admin.create(patient);
	}

	/**
	 * Waits for the brokers and creates the topics that are missing.
	 * @param topics what has to be there
	 * @param replicas copies of each partition
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public void awaitTopics(Collection<Topic> topics, short replicas) throws InterruptedException {
		while (true) {
			try {
				createMissing(topics, replicas);
				return;
			}
			catch (ExecutionException | TimeoutException ex) {
				logger.atWarn()
					.addKeyValue("reason", String.valueOf(ex.getMessage()))
					.log("Kafka can't be reached yet, trying again");
				TimeUnit.SECONDS.sleep(1);
			}
		}
	}

	/**
	 * Asks whether the brokers answer.
	 * @param timeout how long to wait for them
	 * @return the id of the cluster, or nothing if they don't answer in time
	 */
	public Optional<String> clusterId(Duration timeout) {
		try {
			return Optional.of(this.admin.describeCluster().clusterId().get(timeout.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (ExecutionException | TimeoutException ex) {
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}

	/**
	 * Where the topic ends now.
	 * @param topic a topic that exists
	 * @return the offset of the next record of each partition
	 * @throws InterruptedException if the thread is interrupted while it waits
	 * @throws ExecutionException if the brokers refuse
	 * @throws TimeoutException if they don't answer in time
	 */
	public Map<TopicPartition, Long> endOffsets(Topic topic)
			throws InterruptedException, ExecutionException, TimeoutException {
		Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
		for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
			latest.put(new TopicPartition(topic.topicName(), partition), OffsetSpec.latest());
		}
		Map<TopicPartition, Long> result = new HashMap<>();
		this.admin.listOffsets(latest)
			.all()
			.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
			.forEach((partition, info) -> result.put(partition, info.offset()));
		return result;
	}

	/**
	 * How far a group of consumers has come.
	 * @param group the id of the group, which need not exist
	 * @param topics topics that exist
	 * @param patience how long to wait for each of three answers, asked for at once
	 * @return its progress in each partition
	 * @throws InterruptedException if the thread is interrupted while it waits
	 * @throws ExecutionException if the brokers refuse
	 * @throws TimeoutException if they don't answer in time
	 */
	public Map<TopicPartition, Progress> progress(String group, Collection<Topic> topics, Duration patience)
			throws InterruptedException, ExecutionException, TimeoutException {
		KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> starts = offsets(topics, OffsetSpec.earliest());
		KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> ends = offsets(topics, OffsetSpec.latest());
		KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> committed = this.admin.listConsumerGroupOffsets(group)
			.partitionsToOffsetAndMetadata();
		Map<TopicPartition, ListOffsetsResultInfo> first = starts.get(patience.toMillis(), TimeUnit.MILLISECONDS);
		Map<TopicPartition, ListOffsetsResultInfo> last = ends.get(patience.toMillis(), TimeUnit.MILLISECONDS);
		Map<TopicPartition, OffsetAndMetadata> done = committed.get(patience.toMillis(), TimeUnit.MILLISECONDS);
		Map<TopicPartition, Progress> progress = new HashMap<>();
		first.forEach((partition, start) -> progress.put(partition,
				Progress.of(start.offset(), done.get(partition), last.get(partition))));
		return progress;
	}

	private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> offsets(Collection<Topic> topics,
			OffsetSpec which) {
		Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
		for (Topic topic : topics) {
			for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
				asked.put(new TopicPartition(topic.topicName(), partition), which);
			}
		}
		return this.admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all();
	}

	private void createMissing(Collection<Topic> topics, short replicas)
			throws InterruptedException, ExecutionException, TimeoutException {
		Set<String> present = this.admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		Collection<NewTopic> missing = topics.stream()
			.filter((topic) -> !present.contains(topic.topicName()))
			.map((topic) -> topic.toNewTopic(replicas))
			.collect(Collectors.toSet());
		for (KafkaFuture<Void> creation : this.admin.createTopics(missing).values().values()) {
			awaitCreation(creation);
		}
	}

	private void awaitCreation(KafkaFuture<Void> creation)
			throws InterruptedException, ExecutionException, TimeoutException {
		try {
			creation.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			if (!(ex.getCause() instanceof TopicExistsException)) {
				throw ex;
			}
		}
	}

	@Override
	public void close() {
		this.admin.close(Duration.ZERO);
	}

	/**
	 * How far a group has come in a partition.
	 *
	 * @param next the offset of the first record that it has not done, if that is there
	 * still
	 * @param end the offset behind the last record that is committed
	 */
	public record Progress(long next, long end) {

		private static Progress of(long start, @Nullable OffsetAndMetadata committed,
				@Nullable ListOffsetsResultInfo end) {
			long next = (committed != null) ? Math.max(start, committed.offset()) : start;
			return new Progress(next, (end != null) ? end.offset() : next);
		}

	}

}
