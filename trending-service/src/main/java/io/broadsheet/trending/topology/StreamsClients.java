package io.broadsheet.trending.topology;

import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Gives Kafka Streams the clients that it would make itself, but for the one that reads
 * the topics: an {@link ArticlesFirstConsumer}.
 */
final class StreamsClients implements KafkaClientSupplier {

	@Override
	public Admin getAdmin(Map<String, Object> settings) {
		return Admin.create(settings);
	}

	@Override
	public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
		return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
	}

	@Override
	public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
		return new ArticlesFirstConsumer(settings);
	}

	@Override
	public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> settings) {
		return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
	}

	@Override
	public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> settings) {
		return getRestoreConsumer(settings);
	}

}
