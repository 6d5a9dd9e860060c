package io.broadsheet.trending;

import java.time.OffsetDateTime;
import java.util.Map;

import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import static io.broadsheet.trending.SampleArticles.viewed;

/**
 * The rest of the newspaper: tells what happens to articles.
 */
final class Newspaper implements AutoCloseable {

	private final EventCodec codec = new EventCodec("tests");

	private final String brokers;

	private final KafkaProducer<String, byte[]> producer;

	Newspaper(String brokers) {
		this.brokers = brokers;
		this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", brokers), new StringSerializer(),
				new ByteArraySerializer());
	}

	void tell(Event... events) {
		for (Event event : events) {
			this.producer.send(this.codec.write(event));
		}
		this.producer.flush();
	}

	/** Lets so many readers view an article now, each of them twice. */
	void view(String articleId, int readers) {
		OffsetDateTime now = OffsetDateTime.now();
		for (int reader = 0; reader < readers; reader++) {
			tell(viewed(articleId, "reader-" + reader, now), viewed(articleId, "reader-" + reader, now.plusSeconds(1)));
		}
	}

	/** Lets so many readers view an article, of which nobody hears before the last. */
	void viewAtOnce(String articleId, int readers) {
		Map<String, Object> properties = Map.of("bootstrap.servers", this.brokers, "transactional.id",
				"readers-of-" + articleId, "linger.ms", 20);
		OffsetDateTime now = OffsetDateTime.now();
		try (KafkaProducer<String, byte[]> all = new KafkaProducer<>(properties, new StringSerializer(),
				new ByteArraySerializer())) {
			all.initTransactions();
			all.beginTransaction();
			for (int reader = 0; reader < readers; reader++) {
				all.send(this.codec.write(viewed(articleId, "reader-" + reader, now)));
			}
			all.commitTransaction();
		}
	}

	@Override
	public void close() {
		this.producer.close();
	}

}
