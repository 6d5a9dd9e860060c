package io.broadsheet.benchmarks.edge;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.broadsheet.events.ArticleApplied;
import io.broadsheet.events.EventCodec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A catalog that tells of changes of articles, evenly.
 */
final class Changes implements AutoCloseable {

	private final EventCodec codec = new EventCodec("benchmark");

	private final KafkaProducer<String, byte[]> producer;

	private long told;

	Changes(String brokers) {
		this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", brokers), new StringSerializer(),
				new ByteArraySerializer());
	}

	/**
	 * Tells of changes.
	 * @param number how many, spread over the time
	 * @param seconds the time
	 * @return how many were told in all
	 */
	long tell(int number, int seconds) throws InterruptedException {
		for (int each = 0; each < number; each++) {
			String article = "article-" + this.told++;
			this.producer.send(this.codec.write(new ArticleApplied(article, 1, "benchmark", "benchmark",
					OffsetDateTime.now(), List.of("article:" + article), "published")));
			TimeUnit.MILLISECONDS.sleep(TimeUnit.SECONDS.toMillis(seconds) / number);
		}
		this.producer.flush();
		return this.told;
	}

	@Override
	public void close() {
		this.producer.close();
	}

}
