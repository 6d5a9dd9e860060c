package io.broadsheet.catalog.projection;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;

import io.broadsheet.events.ArticleApplied;
import io.broadsheet.events.EventCodec;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Tells on the log what readers can see from now on.
 */
class Receipts {

	static final String COMPONENT = "catalog-service";

	private final AwaitedProducer producer;

	private final String instance;

	private final Clock clock;

	private final EventCodec codec = new EventCodec(COMPONENT);

	Receipts(AwaitedProducer producer, String instance, Clock clock) {
		this.producer = producer;
		this.instance = instance;
		this.clock = clock;
	}

	/**
	 * Sends receipts, and returns when the brokers have them.
	 * @param receipts the receipts
	 */
	void send(List<AppliedBatch.Receipt> receipts) {
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		this.producer.send(receipts.stream().map((receipt) -> record(receipt, now)).toList());
	}

	private ProducerRecord<byte[], byte[]> record(AppliedBatch.Receipt receipt, OffsetDateTime now) {
		ProducerRecord<String, byte[]> record = this.codec.write(new ArticleApplied(receipt.id(), receipt.revision(),
				COMPONENT, this.instance, now, List.copyOf(receipt.surrogateKeys()), receipt.change()));
		return new ProducerRecord<>(record.topic(), null, record.key().getBytes(StandardCharsets.UTF_8), record.value(),
				record.headers());
	}

}
