package io.broadsheet.benchmarks.rankings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.broadsheet.events.ArticleViewed;
import io.broadsheet.events.EventJson;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.SetParams;

/**
 * A consumer that counts views in Redis as one would who knows it well: a SET NX EX tells
 * duplicates, a ZINCRBY for each scope counts in the pane of five minutes, a hundred
 * views travel in one pipeline with the duplicates' check of the next hundred, and once a
 * second the panes of the scopes that changed are merged with ZUNIONSTORE and their best
 * hundred read. Neither crashes nor late readers are thought of.
 */
final class RedisPeer implements AutoCloseable {

	private static final int BATCH = 100;

	private static final int PLACES = 100;

	private static final long PANE = Duration.ofMinutes(5).toMillis();

	private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

	private static final List<String> WINDOWS = List.of("1h", "24h", "7d", "30d");

	private static final SetParams NEW_FOR_HALF_AN_HOUR = SetParams.setParams().nx().ex(1_800);

	private final KafkaConsumer<byte[], byte[]> consumer;

	private final Jedis jedis;

	private final Function<String, List<String>> scopes;

	private final Map<String, Set<String>> panes = new HashMap<>();

	private final Set<String> changed = new HashSet<>();

	private List<ArticleViewed> asked = List.of();

	private List<Response<String>> answers = List.of();

	private long counted;

	private long rankedAt;

	RedisPeer(String brokers, Jedis jedis, Function<String, List<String>> scopes) {
		this.consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed",
				"enable.auto.commit", false, "max.poll.records", 5_000), new ByteArrayDeserializer(),
				new ByteArrayDeserializer());
		this.jedis = jedis;
		this.scopes = scopes;
	}

	/** Counts from the starts to the ends, and says how many views counted. */
	long count(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
		this.consumer.assign(ends.keySet());
		starts.forEach(this.consumer::seek);
		this.counted = 0;
		List<ArticleViewed> batch = new ArrayList<>();
		while (ends.entrySet().stream().anyMatch((end) -> this.consumer.position(end.getKey()) < end.getValue())) {
			for (ConsumerRecord<byte[], byte[]> record : this.consumer.poll(Duration.ofMillis(100))) {
				batch.add(EventJson.mapper().readValue(record.value(), ArticleViewed.class));
				if (batch.size() == BATCH) {
					exchange(batch);
					batch = new ArrayList<>();
				}
			}
			if (System.nanoTime() - this.rankedAt > INTERVAL) {
				rank();
			}
		}
		exchange(batch);
		exchange(List.of());
		rank();
		return this.counted;
	}

	void forget() {
		this.jedis.flushAll();
		this.panes.clear();
	}

	/** Counts what is known to be new, and asks about the next. */
	private void exchange(List<ArticleViewed> next) {
		List<Response<String>> responses = new ArrayList<>(next.size());
		try (Pipeline pipeline = this.jedis.pipelined()) {
			for (int i = 0; i < this.asked.size(); i++) {
				if (this.answers.get(i).get() != null) {
					count(pipeline, this.asked.get(i));
				}
			}
			for (ArticleViewed view : next) {
				responses.add(pipeline.set("v:" + view.articleId() + ":" + view.visitor(), "", NEW_FOR_HALF_AN_HOUR));
			}
			pipeline.sync();
		}
		this.asked = next;
		this.answers = responses;
	}

	private void count(Pipeline pipeline, ArticleViewed view) {
		this.counted++;
		long pane = Math.floorDiv(view.at().toInstant().toEpochMilli(), PANE);
		for (String scope : this.scopes.apply(view.articleId())) {
			String key = "p:" + scope + ":" + pane;
			pipeline.zincrby(key, 1, view.articleId());
			this.panes.computeIfAbsent(scope, (any) -> new HashSet<>()).add(key);
			this.changed.add(scope);
		}
	}

	/** Only panes that exist are merged, which are the same few for each window here. */
	private void rank() {
		this.rankedAt = System.nanoTime();
		try (Pipeline pipeline = this.jedis.pipelined()) {
			for (String scope : this.changed) {
				String[] panes = this.panes.getOrDefault(scope, Set.of()).toArray(String[]::new);
				for (String window : WINDOWS) {
					String list = "r:" + window + ":" + scope;
					pipeline.zunionstore(list, panes);
					pipeline.zrevrangeWithScores(list, 0, PLACES - 1);
				}
			}
			pipeline.sync();
		}
		this.changed.clear();
	}

	@Override
	public void close() {
		this.consumer.close();
		this.jedis.close();
	}

}
