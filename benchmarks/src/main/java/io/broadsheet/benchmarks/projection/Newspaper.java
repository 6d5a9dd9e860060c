package io.broadsheet.benchmarks.projection;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.Author;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Image;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes articles of about 5 KB as the ledger does, many in one transaction: readers
 * of the log see none of them before the last is there.
 */
final class Newspaper implements AutoCloseable {

	private static final int BODY = 4096;

	private static final OffsetDateTime FIRST = OffsetDateTime.parse("2026-01-01T06:00:00+07:00");

	private final EventCodec codec = new EventCodec("ingest-service");

	private final Random random = new Random(1);

	private final KafkaProducer<byte[], byte[]> producer;

	private final Map<Integer, Long> ends = new ConcurrentHashMap<>();

	private int published;

	Newspaper(String brokers) {
		this.producer = new KafkaProducer<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers, ProducerConfig.TRANSACTIONAL_ID_CONFIG,
						UUID.randomUUID().toString(), ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 600_000),
				new ByteArraySerializer(), new ByteArraySerializer());
		this.producer.initTransactions();
	}

	/** Writes articles that nobody sees before {@link #publish}. */
	void prepare(int articles) {
		this.producer.beginTransaction();
		for (int i = 0; i < articles; i++) {
			ProducerRecord<String, byte[]> record = this.codec.write(new ArticlePublished(article()));
			this.producer.send(
					new ProducerRecord<>(record.topic(), null, record.key().getBytes(StandardCharsets.UTF_8),
							record.value(), record.headers()),
					(written, failure) -> this.ends.merge(written.partition(), written.offset() + 1, Math::max));
		}
		this.producer.flush();
	}

	/**
	 * Where the articles end, over all partitions; transactions leave a mark behind that.
	 */
	long end() {
		return this.ends.values().stream().mapToLong(Long::longValue).sum();
	}

	void publish() {
		this.producer.commitTransaction();
	}

	private Article article() {
		int number = this.published++;
		String id = "article-%07d".formatted(number);
		OffsetDateTime at = FIRST.plusSeconds(number);
		return new Article(id, "desk/" + id, 1, "tram-" + id, List.of(), "https://paper.example/articles/tram-" + id,
				"Old quarter reopens tram line " + number, "The first cars ran at dawn.", body(), "en",
				"section-" + number % 12, List.of("tram", "tag-" + number % 500), List.of(new Author("M. Reyes")),
				"Hanoi", List.of(new Image("https://paper.example/media/" + id + ".jpg", "A tram leaves", "M. Reyes",
						"A tram", "en", 1200, 800)),
				at, at, List.of(), null, true);
	}

	private String body() {
		StringBuilder body = new StringBuilder(BODY + 16).append("<p>");
		while (body.length() < BODY) {
			body.append(Long.toString(this.random.nextLong() & Long.MAX_VALUE, Character.MAX_RADIX)).append(' ');
		}
		return body.append("</p>").toString();
	}

	@Override
	public void close() {
		this.producer.close();
	}

}
