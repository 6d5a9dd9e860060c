package io.broadsheet.ingest.collection;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.broadsheet.events.CollectionChanged;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.kafka.core.KafkaOperations;

/**
 * Writes collections to the log. All that is said of a collection stands in one
 * partition, so the last write that the brokers took is the one that counts.
 */
class Collections {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final EventCodec events = new EventCodec("ingest-service");

	private final KafkaOperations<String, byte[]> kafka;

	Collections(KafkaOperations<String, byte[]> kafka) {
		this.kafka = kafka;
	}

	/**
	 * Makes a collection, or puts it in the place of the one that is there.
	 * @param collection the whole collection
	 * @return the same, when the brokers have it; an error of {@link KafkaException} if
	 * they did not say so in time, and it may still take effect then
	 */
	Mono<CollectionChanged> put(CollectionChanged collection) {
		return write(this.events.write(collection)).thenReturn(collection);
	}

	/**
	 * Deletes a collection, if it is there.
	 * @param slug its name
	 * @return when the brokers know; errors as of {@link #put}
	 */
	Mono<Void> delete(String slug) {
		return write(new ProducerRecord<>(Topic.COLLECTIONS.topicName(), slug, null));
	}

	private Mono<Void> write(ProducerRecord<String, byte[]> record) {
		return Mono.fromFuture(() -> this.kafka.send(record))
			.subscribeOn(Schedulers.boundedElastic())
			.timeout(PATIENCE)
			.onErrorMap(TimeoutException.class,
					(late) -> new KafkaException("No acknowledgement for collection " + record.key(), late))
			.then();
	}

}
