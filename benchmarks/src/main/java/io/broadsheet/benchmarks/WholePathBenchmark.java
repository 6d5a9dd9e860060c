package io.broadsheet.benchmarks;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.broadsheet.events.ArticleViewed;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The whole path through a running Broadsheet: how long until an article that is posted
 * can be read, and how many views a second come from HTTP into a ranking, beside a
 * producer that writes the same views to the broker without HTTP.
 */
public final class WholePathBenchmark {

	private static final int WARM_UP_ARTICLES = 100;

	private static final int ARTICLES = 200;

	private static final int VIEWS = 60_000;

	private static final int BATCH = 100;

	private static final int CLIENTS = 8;

	private static final int ROUNDS = 3;

	/** Nobody reads it, so that the comparison costs the rankings nothing. */
	private static final String RAW_TOPIC = "benchmark-raw-" + System.currentTimeMillis();

	private final Api api;

	private final String brokers;

	private WholePathBenchmark(Api api, String brokers) {
		this.api = api;
		this.brokers = brokers;
	}

	public static void main(String[] args) throws Exception {
		if (args.length != 3) {
			System.err.println("Usage: WholePathBenchmark GATEWAY_URL KAFKA_BOOTSTRAP_SERVERS OIDC_ISSUER_URI");
			System.exit(2);
		}
		WholePathBenchmark benchmark = new WholePathBenchmark(new Api(args[0], args[2]), args[1]);
		benchmark.createRawTopic();
		benchmark.measureReadable();
		benchmark.measureChanges();
		for (int round = 1; round <= ROUNDS; round++) {
			benchmark.measureViews(round);
		}
	}

	private void createRawTopic() throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.brokers))) {
			admin.createTopics(List.of(new NewTopic(RAW_TOPIC, Topic.PARTITIONS, (short) 1))).all().get();
		}
	}

	private void measureReadable() throws Exception {
		for (int article = 0; article < WARM_UP_ARTICLES; article++) {
			microsecondsToReadable("Warm-up " + article);
		}
		Histogram microseconds = new Histogram(3);
		for (int article = 0; article < ARTICLES; article++) {
			microseconds.recordValue(microsecondsToReadable("Article " + article));
		}
		System.out.printf(
				"POST to readable through the gateway, %d articles: median %.1f ms, 99th percentile %.1f ms%n",
				ARTICLES, microseconds.getValueAtPercentile(50) / 1e3, microseconds.getValueAtPercentile(99) / 1e3);
	}

	private long microsecondsToReadable(String headline) throws Exception {
		long start = System.nanoTime();
		String id = this.api.publish(headline, "benchmark");
		while (!this.api.isReadable(id)) {
			Thread.onSpinWait();
		}
		return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
	}

	/**
	 * From the acknowledgement of a change until a reader sees it in place of a kept
	 * answer.
	 */
	private void measureChanges() throws Exception {
		Histogram revised = new Histogram(3);
		Histogram withdrawn = new Histogram(3);
		for (int article = 0; article < ARTICLES; article++) {
			String id = this.api.publish("Changed " + article, "benchmark");
			microsecondsToSee(id, "200 \"1\"");
			this.api.revise(id, 1);
			revised.recordValue(microsecondsToSee(id, "200 \"2\""));
			this.api.withdraw(id, 2);
			withdrawn.recordValue(microsecondsToSee(id, "410 "));
		}
		System.out.printf("Acknowledged change to its first reader through a warm cache, %d articles: revised %s; "
				+ "withdrawn %s (target: 1,000 ms)%n", ARTICLES, text(revised), text(withdrawn));
	}

	private static String text(Histogram microseconds) {
		return "median %.1f ms, 99th percentile %.1f ms, longest %.1f ms".formatted(
				microseconds.getValueAtPercentile(50) / 1e3, microseconds.getValueAtPercentile(99) / 1e3,
				microseconds.getMaxValue() / 1e3);
	}

	private long microsecondsToSee(String id, String expected) throws Exception {
		long start = System.nanoTime();
		while (!this.api.seen(id).startsWith(expected)) {
			Thread.onSpinWait();
		}
		return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
	}

	private void measureViews(int round) throws Exception {
		double raw = raw();
		String section = "views-" + System.nanoTime();
		String id = this.api.publish("Views", section);
		List<Callable<Void>> requests = new ArrayList<>();
		for (int batch = 0; batch < VIEWS / BATCH; batch++) {
			String views = views(id, batch);
			requests.add(() -> {
				this.api.view(views);
				return null;
			});
		}
		long start = System.nanoTime();
		runAll(requests);
		double acknowledged = VIEWS / seconds(start);
		while (this.api.views(section) < VIEWS) {
			TimeUnit.MILLISECONDS.sleep(20);
		}
		double ranked = VIEWS / seconds(start);
		System.out.printf(
				"Round %d, %d views in arrays of %d by %d clients: raw producer %.0f/s, acknowledged over HTTP "
						+ "%.0f/s (%.2f of raw), in the ranking %.0f/s (%.2f of raw)%n",
				round, VIEWS, BATCH, CLIENTS, raw, acknowledged, acknowledged / raw, ranked, ranked / raw);
	}

	/**
	 * The same views, in the same batches and as many at a time, straight to the broker.
	 */
	private double raw() throws Exception {
		EventCodec codec = new EventCodec("benchmark");
		Map<String, Object> properties = Map.of("bootstrap.servers", this.brokers, "acks", "all", "compression.type",
				"lz4", "linger.ms", 0);
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(properties, new StringSerializer(),
				new ByteArraySerializer())) {
			List<Callable<Void>> batches = new ArrayList<>();
			for (int batch = 0; batch < VIEWS / BATCH; batch++) {
				int first = batch * BATCH;
				batches.add(() -> {
					List<Future<RecordMetadata>> sent = new ArrayList<>();
					for (int view = first; view < first + BATCH; view++) {
						ProducerRecord<String, byte[]> record = codec
							.write(new ArticleViewed("article", "raw-" + view, OffsetDateTime.now(), null));
						sent.add(producer.send(
								new ProducerRecord<>(RAW_TOPIC, null, record.key(), record.value(), record.headers())));
					}
					for (Future<RecordMetadata> each : sent) {
						each.get();
					}
					return null;
				});
			}
			long start = System.nanoTime();
			runAll(batches);
			return VIEWS / seconds(start);
		}
	}

	private static void runAll(List<Callable<Void>> tasks) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		try {
			for (Future<Void> done : clients.invokeAll(tasks)) {
				done.get();
			}
		}
		finally {
			clients.shutdownNow();
		}
	}

	private static String views(String id, int batch) {
		StringBuilder views = new StringBuilder("[");
		for (int view = 0; view < BATCH; view++) {
			views.append((view > 0) ? "," : "")
				.append("{\"articleId\":\"%s\",\"visitor\":\"%d-%d\"}".formatted(id, batch, view));
		}
		return views.append("]").toString();
	}

	private static double seconds(long start) {
		return Duration.ofNanos(System.nanoTime() - start).toNanos() / 1e9;
	}

}
