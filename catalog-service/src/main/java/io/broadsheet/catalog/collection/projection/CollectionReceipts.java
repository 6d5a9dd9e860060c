package io.broadsheet.catalog.collection.projection;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;

import io.broadsheet.catalog.entry.SurrogateKeys;
import io.broadsheet.catalog.projection.AwaitedProducer;
import io.broadsheet.events.CollectionApplied;
import io.broadsheet.events.EventCodec;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Tells on the log which collections readers see as it says from now on.
 */
class CollectionReceipts {

	static final String COMPONENT = "catalog-service";

	private final AwaitedProducer producer;

	private final String instance;

	private final Clock clock;

	private final EventCodec codec = new EventCodec(COMPONENT);

	CollectionReceipts(AwaitedProducer producer, String instance, Clock clock) {
		this.producer = producer;
		this.instance = instance;
		this.clock = clock;
	}

	/**
	 * Sends a receipt for each write, and returns when the brokers have them.
	 * @param applied what was written
	 */
	void send(Collection<CollectionWrite> applied) {
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		this.producer.send(applied.stream().map((write) -> record(write, now)).toList());
	}

	private ProducerRecord<byte[], byte[]> record(CollectionWrite write, OffsetDateTime now) {
		ProducerRecord<String, byte[]> record = this.codec
			.write(new CollectionApplied(write.slug(), write.partition(), write.offset(), COMPONENT, this.instance, now,
					List.of(SurrogateKeys.collection(write.slug()), SurrogateKeys.COLLECTIONS)));
		return new ProducerRecord<>(record.topic(), null, record.key().getBytes(StandardCharsets.UTF_8), record.value(),
				record.headers());
	}

}
