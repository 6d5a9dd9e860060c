package io.broadsheet.ingest.ledger.stream;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import io.broadsheet.events.Topic;
import io.broadsheet.events.broker.Brokers;
import io.broadsheet.ingest.ledger.Ledger;
import io.broadsheet.ingest.ledger.Publisher;
import io.broadsheet.ingest.ledger.answer.AnswerReader;
import io.broadsheet.ingest.ledger.answer.Commands;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * The ledger: its topology, what starts it, who hands it commands and reads its answers.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ LedgerSettings.class, Publisher.class })
class LedgerConfiguration {

	/** Of the articles that are committed together, several travel together. */
	private static final int BATCH_BYTES = 256 * 1024;

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/** One or two of them may be lost. */
	private static final int HEARTBEATS_OF_A_SESSION = 3;

	@Bean
	Brokers brokers(KafkaProperties kafka) {
		return new Brokers(kafka.buildAdminProperties());
	}

	@Bean
	Commands commands(KafkaTemplate<String, byte[]> kafka, LedgerSettings settings) {
		return new Commands(kafka, settings.answerTimeout());
	}

	@Bean
	AnswerReader answerReader(Brokers brokers, KafkaProperties kafka, Commands commands) {
		Map<String, Object> properties = kafka.buildConsumerProperties();
		properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
		properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		return new AnswerReader(brokers,
				new DefaultKafkaConsumerFactory<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
				commands::receive);
	}

	@Bean(destroyMethod = "")
	KafkaStreams ledgerStreams(KafkaProperties kafka, LedgerSettings settings, Publisher publisher,
			MeterRegistry meters) {
		KafkaStreams streams = new KafkaStreams(LedgerTopology.of(new Ledger(publisher)),
				streamsProperties(kafka, settings));
		streams.setGlobalStateRestoreListener(new RestoreProgress(meters));
		return streams;
	}

	@Bean
	LedgerReader ledgerReader(KafkaStreams streams, LedgerSettings settings) {
		return new LedgerReader(streams, HostInfo.buildFromEndpoint(settings.advertisedAddress()));
	}

	@Bean
	LedgerRunner ledgerRunner(Brokers brokers, KafkaStreams streams, AnswerReader answers, LedgerSettings settings) {
		return new LedgerRunner(brokers, streams, answers, settings.replicas());
	}

	@Bean
	KafkaStreamsMetrics ledgerMetrics(KafkaStreams streams) {
		return new KafkaStreamsMetrics(streams);
	}

	@Bean
	LedgerHealthIndicator ledgerHealthIndicator(LedgerRunner ledger) {
		return new LedgerHealthIndicator(ledger);
	}

	@Bean
	HealthIndicator kafkaHealthIndicator(Brokers brokers) {
		return () -> brokers.clusterId(PATIENCE)
			.map((id) -> Health.up().withDetail("clusterId", id).build())
			.orElseGet(() -> Health.down().withDetail("reason", "The Kafka brokers do not answer").build());
	}

	private static int millis(Duration duration) {
		return Math.toIntExact(duration.toMillis());
	}

	private static Properties streamsProperties(KafkaProperties kafka, LedgerSettings settings) {
		Properties properties = new Properties();
		properties.putAll(kafka.buildStreamsProperties());
		properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "ingest-service-ledger");
		properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, settings.advertisedAddress());
		properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
		properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
		properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
		// a thread that waits for records does not commit those that it has
		properties.put(StreamsConfig.POLL_MS_CONFIG, Math.max(1, settings.commitInterval().toMillis() / 5));
		properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) settings.replicas());
		properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
		properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
		properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
		properties.put(BoundedRocksDb.MEMORY_CONFIG, BoundedRocksDb.Memory.of(settings.memory().toBytes()));
		properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), settings.instanceId());
		properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
				millis(settings.sessionTimeout()));
		properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
				millis(settings.sessionTimeout()) / HEARTBEATS_OF_A_SESSION);
		// nobody reads past what a dead instance has begun before it is given up
		properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
				millis(settings.sessionTimeout()));
		durableAsOurTopics(properties, settings.replicas());
		properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topic.MAX_RECORD_BYTES);
		properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
		properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
		// a transaction begins with its first batch; one that overtook it would be
		// refused
		properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
		return properties;
	}

	/** The changelog of the store takes what the topics take, and is kept as safely. */
	private static void durableAsOurTopics(Properties properties, short replicas) {
		Topic.ARTICLES.toNewTopic(replicas).configs().forEach((name, value) -> {
			if (!TopicConfig.CLEANUP_POLICY_CONFIG.equals(name)) {
				properties.put(StreamsConfig.topicPrefix(name), value);
			}
		});
	}

}
