package io.broadsheet.ingest.ledger.answer;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.broadsheet.events.EventJson;
import io.broadsheet.events.Topic;
import io.broadsheet.events.broker.Brokers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.TopicPartitionOffset;

/**
 * Reads all answers of the ledger from the moment that it starts. Each instance reads all
 * of them, because any instance's part of the ledger may decide a command that waits
 * here.
 */
public final class AnswerReader {

	private static final Logger logger = LoggerFactory.getLogger(AnswerReader.class);

	private final JsonMapper json = EventJson.mapper();

	private final Brokers brokers;

	private final ConsumerFactory<byte[], byte[]> consumers;

	private final Consumer<Answer> receiver;

	private volatile @Nullable KafkaMessageListenerContainer<byte[], byte[]> container;

	/**
	 * Prepares to read.
	 * @param brokers who knows where the answers end
	 * @param consumers what reads, with answers that are committed alone
	 * @param receiver who gets them
	 */
	public AnswerReader(Brokers brokers, ConsumerFactory<byte[], byte[]> consumers, Consumer<Answer> receiver) {
		this.brokers = brokers;
		this.consumers = consumers;
		this.receiver = receiver;
	}

	/**
	 * Waits for the brokers, and reads from then on.
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public void start() throws InterruptedException {
		ContainerProperties properties = new ContainerProperties(awaitEnds());
		properties.setMessageListener((MessageListener<byte[], byte[]>) this::read);
		KafkaMessageListenerContainer<byte[], byte[]> started = new KafkaMessageListenerContainer<>(this.consumers,
				properties);
		started.setBeanName("answers");
		started.start();
		this.container = started;
	}

	/** Reads no more. */
	public void stop() {
		KafkaMessageListenerContainer<byte[], byte[]> started = this.container;
		if (started != null) {
			started.stop();
		}
	}

	/**
	 * Whether answers are read.
	 * @return true from {@link #start()} to {@link #stop()}
	 */
	public boolean isRunning() {
		KafkaMessageListenerContainer<byte[], byte[]> started = this.container;
		return started != null && started.isRunning();
	}

	private TopicPartitionOffset[] awaitEnds() throws InterruptedException {
		while (true) {
			try {
				Map<TopicPartition, Long> ends = this.brokers.endOffsets(Topic.ARTICLE_OUTCOMES);
				return ends.entrySet()
					.stream()
					.map((end) -> new TopicPartitionOffset(end.getKey().topic(), end.getKey().partition(),
							end.getValue()))
					.toArray(TopicPartitionOffset[]::new);
			}
			catch (ExecutionException | TimeoutException ex) {
				logger.atWarn()
					.addKeyValue("reason", String.valueOf((ex.getCause() != null) ? ex.getCause() : ex))
					.log("The end of the ledger's answers is not known yet, trying again");
				TimeUnit.SECONDS.sleep(1);
			}
		}
	}

	private void read(ConsumerRecord<byte[], byte[]> record) {
		try {
			Answer answer = this.json.readValue(record.value(), Answer.class);
			this.receiver.accept(answer);
		}
		catch (JacksonException | IllegalArgumentException ex) {
			logger.atError()
				.addKeyValue("partition", record.partition())
				.addKeyValue("offset", record.offset())
				.setCause(ex)
				.log("An answer of the ledger could not be read");
		}
	}

}
