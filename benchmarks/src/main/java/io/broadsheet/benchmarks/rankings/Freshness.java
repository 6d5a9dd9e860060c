package io.broadsheet.benchmarks.rankings;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.broadsheet.events.ArticleViewed;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.RankingChanged;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How long from the brokers' acknowledgement of a view until the list that it changes is
 * on the topic of rankings, while many others are viewed.
 */
final class Freshness {

	private static final int LOADED = 1_000;

	private static final Duration SLICE = Duration.ofMillis(20);

	private final EventCodec codec = new EventCodec("ingest-service");

	private final Random random = new Random(3);

	private final String brokers;

	private final Newspaper newspaper;

	private final int viewsPerSecond;

	private final Duration duration;

	private volatile boolean running;

	Freshness(String brokers, Newspaper newspaper, int viewsPerSecond, Duration duration) {
		this.brokers = brokers;
		this.newspaper = newspaper;
		this.viewsPerSecond = viewsPerSecond;
		this.duration = duration;
	}

	/**
	 * Milliseconds under load, of which so many per cent view one article.
	 */
	void measure(int percentHot) throws Exception {
		String hot = Newspaper.oneInEachPartition("hot").get(0);
		this.newspaper.publish(List.of(hot));
		this.newspaper.publish(IntStream.range(0, LOADED).mapToObj((number) -> "article-" + number).toList());
		measure("while the service warms up", "cold", percentHot, hot);
		measure((percentHot > 0) ? percentHot + " % of them of one article" : "evenly", "warm", percentHot, hot);
	}

	private void measure(String how, String name, int percentHot, String hot) throws Exception {
		List<Probe> probes = new ArrayList<>();
		for (String id : Newspaper.oneInEachPartition("probe-" + name)) {
			this.newspaper.publish(List.of(id), id);
			probes.add(new Probe(id));
		}
		Histogram beside = new Histogram(3);
		Histogram elsewhere = new Histogram(3);
		this.running = true;
		Thread load = new Thread(() -> load(percentHot, hot), "load");
		load.start();
		try (KafkaProducer<String, byte[]> producer = producer(0);
				Rankings rankings = new Rankings(this.brokers, "most-viewed/24h/section/probe-" + name)) {
			long end = System.nanoTime() + this.duration.toNanos();
			while (System.nanoTime() < end || probes.stream().anyMatch(Probe::isWaiting)) {
				probes.forEach((probe) -> probe.view(producer, end));
				rankings.read((list, ranking) -> probes.forEach((probe) -> probe.sees(ranking,
						(probe.partition() == Newspaper.partition(hot)) ? beside : elsewhere)));
			}
		}
		this.running = false;
		load.join();
		beside.add(elsewhere);
		System.out.printf("Under %d views a second, %s: acknowledged view to changed list %s "
				+ "(target: 99th percentile at most 2,000 ms)%n", this.viewsPerSecond, how, text(beside));
		if (percentHot > 0) {
			System.out.printf("  of which in the partitions without the hot article: %s%n", text(elsewhere));
		}
	}

	private static String text(Histogram milliseconds) {
		return "median %d ms, 99th percentile %d ms, longest %d ms, of %d".formatted(
				milliseconds.getValueAtPercentile(50), milliseconds.getValueAtPercentile(99),
				milliseconds.getMaxValue(), milliseconds.getTotalCount());
	}

	private void load(int percentHot, String hot) {
		try (KafkaProducer<String, byte[]> producer = producer(5)) {
			List<String> articles = new ArrayList<>();
			for (int i = 0; i < LOADED; i++) {
				articles.add("article-" + i);
			}
			Random dice = new Random(4);
			long slice = System.nanoTime();
			while (this.running) {
				for (int i = 0; i < this.viewsPerSecond * SLICE.toMillis() / 1_000; i++) {
					String id = (dice.nextInt(100) < percentHot) ? hot : articles.get(dice.nextInt(LOADED));
					producer.send(view(id, Long.toHexString(dice.nextLong())));
				}
				slice += SLICE.toNanos();
				LockSupport.parkNanos(slice - System.nanoTime());
			}
		}
	}

	private ProducerRecord<String, byte[]> view(String articleId, String visitor) {
		return this.codec.write(new ArticleViewed(articleId, visitor, OffsetDateTime.now(), null));
	}

	private KafkaProducer<String, byte[]> producer(int lingerMs) {
		return new KafkaProducer<>(Map.of("bootstrap.servers", this.brokers, "acks", "all", "compression.type", "lz4",
				"linger.ms", lingerMs), new StringSerializer(), new ByteArraySerializer());
	}

	/** An article alone in its section, viewed again some time after its list changed. */
	private final class Probe {

		private final String articleId;

		private long views;

		private long dueAt;

		private boolean waiting;

		private volatile long acknowledgedAt;

		Probe(String articleId) {
			this.articleId = articleId;
			this.dueAt = System.nanoTime() + pause();
		}

		boolean isWaiting() {
			return this.waiting;
		}

		int partition() {
			return Newspaper.partition(this.articleId);
		}

		void view(KafkaProducer<String, byte[]> producer, long end) {
			long now = System.nanoTime();
			if (!this.waiting && now >= this.dueAt && now < end) {
				this.waiting = true;
				this.views++;
				this.acknowledgedAt = Long.MAX_VALUE;
				producer.send(Freshness.this.view(this.articleId, "reader-" + this.views),
						(written, failure) -> this.acknowledgedAt = System.nanoTime());
			}
		}

		void sees(RankingChanged ranking, Histogram milliseconds) {
			boolean changed = ranking.items()
				.stream()
				.anyMatch((item) -> item.article().id().equals(this.articleId) && item.views() >= this.views);
			if (this.waiting && changed) {
				long now = System.nanoTime();
				milliseconds.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMillis(now - this.acknowledgedAt)));
				this.waiting = false;
				this.dueAt = now + pause();
			}
		}

		private long pause() {
			return (long) (Freshness.this.random.nextDouble() * TimeUnit.MILLISECONDS.toNanos(1_500));
		}

	}

}
