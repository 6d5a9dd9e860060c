package io.broadsheet.benchmarks.rankings;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleViewed;
import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Publishes articles and lets readers view them, many in one transaction: nobody sees any
 * of them before the last is there.
 */
final class Newspaper implements AutoCloseable {

	static final int SECTIONS = 20;

	private static final int TAGS = 50;

	private static final int VISITOR_BYTES = 16;

	private final EventCodec codec = new EventCodec("ingest-service");

	private final Random random = new Random(1);

	private final KafkaProducer<byte[], byte[]> producer;

	private final Map<String, List<String>> scopes = new HashMap<>();

	private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();

	Newspaper(String brokers) {
		this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", brokers, "transactional.id",
				UUID.randomUUID().toString(), "transaction.timeout.ms", 600_000, "compression.type", "lz4",
				"batch.size", 131_072, "linger.ms", 5), new ByteArraySerializer(), new ByteArraySerializer());
		this.producer.initTransactions();
	}

	static int partition(String articleId) {
		return Utils.toPositive(Utils.murmur2(articleId.getBytes(StandardCharsets.UTF_8))) % Topic.PARTITIONS;
	}

	/** One id for each partition, with something before it. */
	static List<String> oneInEachPartition(String prefix) {
		List<String> ids = new ArrayList<>();
		for (int number = 0; ids.size() < Topic.PARTITIONS; number++) {
			String id = prefix + "-" + number;
			if (partition(id) == ids.size()) {
				ids.add(id);
			}
		}
		return ids;
	}

	/** Scatters articles over sections and tags, and publishes them at once. */
	void publish(List<String> articleIds) {
		this.producer.beginTransaction();
		for (String id : articleIds) {
			write(article(id, "section-" + this.random.nextInt(SECTIONS)));
		}
		this.producer.commitTransaction();
	}

	/** Publishes an article in a section of its own choice. */
	void publish(List<String> articleIds, String section) {
		this.producer.beginTransaction();
		articleIds.forEach((id) -> write(article(id, section)));
		this.producer.commitTransaction();
	}

	/** Where an article stands: all, its section, its language, its tags. */
	List<String> scopes(String articleId) {
		return this.scopes.getOrDefault(articleId, List.of());
	}

	/** Begins to write what nobody sees before {@link #commit}. */
	void begin() {
		this.ends.clear();
		this.producer.beginTransaction();
	}

	void view(String articleId, String visitor, OffsetDateTime at) {
		write(new ArticleViewed(articleId, visitor, at, null));
	}

	/** Makes what was written ready to be seen. */
	void flush() {
		this.producer.flush();
	}

	void commit() {
		this.producer.commitTransaction();
	}

	/** Behind the last views of each partition. */
	Map<TopicPartition, Long> ends() {
		return Map.copyOf(this.ends);
	}

	/** A hash like those that the ingest service makes. */
	String visitor() {
		byte[] hash = new byte[VISITOR_BYTES];
		this.random.nextBytes(hash);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
	}

	private void write(Event event) {
		ProducerRecord<String, byte[]> record = this.codec.write(event);
		this.producer.send(
				new ProducerRecord<>(record.topic(), null, record.key().getBytes(StandardCharsets.UTF_8),
						record.value(), record.headers()),
				(written, failure) -> this.ends.merge(new TopicPartition(written.topic(), written.partition()),
						written.offset() + 1, Math::max));
	}

	private ArticlePublished article(String id, String section) {
		List<String> tags = List.of("tag-" + this.random.nextInt(TAGS), "tag-" + (TAGS + this.random.nextInt(TAGS)));
		this.scopes.put(id,
				List.of("all", "section/" + section, "language/en", "tag/" + tags.get(0), "tag/" + tags.get(1)));
		OffsetDateTime at = OffsetDateTime.now().minusHours(this.random.nextInt(48));
		return new ArticlePublished(new Article(id, null, 1, id, List.of(), "https://paper.example/articles/" + id,
				"The old quarter reopens its tram line", "The first cars ran at dawn.", "", "en", section, tags,
				List.of(), null, List.of(), at, at, List.of(), null, true));
	}

	@Override
	public void close() {
		this.producer.close();
	}

}
