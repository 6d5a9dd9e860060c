package io.broadsheet.benchmarks.rankings;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.broadsheet.benchmarks.Median;
import org.apache.kafka.common.TopicPartition;

/**
 * Views a second from the topic to the ranking, in rounds with those who read the same
 * views from the same topic.
 */
final class Throughput {

	/** The service gets faster in all of them; Redis has part in the last. */
	private static final int WARM_UP = 4;

	private static final int ARTICLES = 5_000;

	/** So that of rounds of any length as many views count. */
	private static final int VIEWS_OF_VISITOR = 20;

	/** The views of a round lie in so many minutes, as of a service that was away. */
	private static final int MINUTES = 10;

	private static final String COUNTED = "broadsheet_trending_views_total{outcome=\"counted\"";

	private final Service service;

	private final String brokers;

	private final Newspaper newspaper;

	private final int views;

	private final Random random = new Random(2);

	private final List<String> articles = IntStream.range(0, ARTICLES).mapToObj((n) -> "article-" + n).toList();

	private final double[] popularity = new double[ARTICLES];

	private List<String> visitors = List.of();

	private Map<TopicPartition, Long> starts = Map.of();

	private double counted;

	Throughput(Service service, String brokers, Newspaper newspaper, int views) {
		this.service = service;
		this.brokers = brokers;
		this.newspaper = newspaper;
		this.views = views;
		double sum = 0;
		for (int i = 0; i < ARTICLES; i++) {
			sum += 1.0 / (i + 1);
			this.popularity[i] = sum;
		}
	}

	void measure(Optional<Redis> redis, int rounds) throws Exception {
		this.newspaper.publish(this.articles);
		List<Double> toBytes = new ArrayList<>();
		List<Double> toRedis = new ArrayList<>();
		try (BytesPeer bytes = new BytesPeer(this.brokers)) {
			Optional<RedisPeer> peer = redis
				.map((server) -> new RedisPeer(this.brokers, server.connect(), this.newspaper::scopes));
			for (int round = 1 - WARM_UP; round <= rounds; round++) {
				Duration before = this.service.processorTime();
				double ranked = this.views / ranked(round);
				double micros = this.service.processorTime().minus(before).toNanos() / 1e3 / this.views;
				Map<TopicPartition, Long> ends = this.newspaper.ends();
				double read = this.views / Clock.seconds(() -> bytes.read(this.starts, ends));
				double inRedis = (peer.isPresent() && round >= 0) ? this.views / counted(peer.get(), ends) : Double.NaN;
				this.starts = ends;
				if (round > 0) {
					toBytes.add(ranked / read);
					toRedis.add(ranked / inRedis);
				}
				System.out.printf(
						"%s %d: in the ranking %.0f/s (%.0f µs of processor time each), only read %.0f/s, "
								+ "counted in Redis %.0f/s%n",
						(round > 0) ? "Round" : "Warm-up", (round > 0) ? round : round + WARM_UP, ranked, micros, read,
						inRedis);
			}
			peer.ifPresent(RedisPeer::close);
		}
		report(toBytes, toRedis, redis.isPresent());
	}

	private void report(List<Double> toBytes, List<Double> toRedis, boolean withRedis) {
		System.out.printf(
				"Views from the topic to the ranking: %.2f of a consumer that only reads (%.2f to %.2f; target: "
						+ "at least 0.15); medians of %d rounds of %d views%n",
				Median.of(toBytes), Collections.min(toBytes), Collections.max(toBytes), toBytes.size(), this.views);
		System.out.println(withRedis
				? "%.1f times a consumer that counts in Redis (%.1f to %.1f; target: at least 5)"
					.formatted(Median.of(toRedis), Collections.min(toRedis), Collections.max(toRedis))
				: "redis-server is not installed: no comparison with it");
	}

	/**
	 * Seconds from the commit of the views until the last one of each partition is
	 * ranked.
	 */
	private double ranked(int round) throws Exception {
		String section = "last-" + (round + WARM_UP);
		List<String> last = Newspaper.oneInEachPartition(section);
		this.newspaper.publish(last, section);
		this.visitors = IntStream.range(0, this.views / VIEWS_OF_VISITOR)
			.mapToObj((n) -> this.newspaper.visitor())
			.toList();
		double countedBefore = this.service.meter(COUNTED);
		try (Rankings rankings = new Rankings(this.brokers, "most-viewed/24h/section/last")) {
			this.newspaper.begin();
			OffsetDateTime now = OffsetDateTime.now();
			IntStream.range(0, this.views - last.size())
				.forEach((i) -> this.newspaper.view(article(), visitor(), now.minusNanos(nanosAgo())));
			last.forEach((id) -> this.newspaper.view(id, visitor(), now));
			this.newspaper.flush();
			if (this.starts.isEmpty()) {
				this.starts = this.newspaper.ends()
					.keySet()
					.stream()
					.collect(Collectors.toMap((partition) -> partition, (partition) -> 0L));
			}
			double seconds = Clock.seconds(() -> {
				this.newspaper.commit();
				rankings.await("most-viewed/24h/section/" + section, last.size(), 1);
			});
			this.counted = this.service.meter(COUNTED) - countedBefore;
			return seconds;
		}
	}

	private double counted(RedisPeer peer, Map<TopicPartition, Long> ends) throws Exception {
		peer.forget();
		long[] inRedis = new long[1];
		double seconds = Clock.seconds(() -> inRedis[0] = peer.count(this.starts, ends));
		if (inRedis[0] != (long) this.counted) {
			throw new IllegalStateException("Not the same job: %d views counted in Redis, %.0f in the ranking"
				.formatted(inRedis[0], this.counted));
		}
		return seconds;
	}

	private String article() {
		double point = this.random.nextDouble() * this.popularity[ARTICLES - 1];
		int place = Arrays.binarySearch(this.popularity, point);
		return this.articles.get((place >= 0) ? place : -place - 1);
	}

	private String visitor() {
		double share = this.random.nextDouble();
		return this.visitors.get((int) (share * share * this.visitors.size()));
	}

	private long nanosAgo() {
		return (long) (this.random.nextDouble() * MINUTES * 60e9);
	}

}
