package io.broadsheet.benchmarks.rankings;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.broadsheet.benchmarks.Median;
import io.broadsheet.events.ArticleViewed;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Views a second that the ingest service takes over HTTP in arrays of 100, beside a
 * producer that writes as many at a time without HTTP.
 */
final class Intake {

	private static final int WARM_UP = 3;

	private static final int BATCH = 100;

	private static final int CLIENTS = 8;

	private static final int ARTICLES = 1_000;

	/** Nobody reads it, so that the comparison costs the rankings nothing. */
	private static final String RAW_TOPIC = "benchmark-raw";

	private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

	private final EventCodec codec = new EventCodec("benchmark");

	private final HttpClient http = HttpClient.create(ConnectionProvider.create("readers", CLIENTS));

	private final String url;

	private final String brokers;

	private final int views;

	Intake(Service ingest, String brokers, int views) {
		this.url = ingest.url() + "/api/v1/views";
		this.brokers = brokers;
		this.views = views;
	}

	void measure(int rounds) throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.brokers))) {
			admin.createTopics(List.of(new NewTopic(RAW_TOPIC, Topic.PARTITIONS, (short) 1))).all().get();
		}
		List<Double> ratios = new ArrayList<>();
		for (int round = 1 - WARM_UP; round <= rounds; round++) {
			List<String> bodies = bodies(round);
			double raw = this.views / raw();
			double overHttp = this.views / Clock.seconds(() -> post(bodies));
			if (round > 0) {
				ratios.add(overHttp / raw);
				System.out.printf("Round %d: arrays of %d over HTTP %.0f/s, raw producer %.0f/s%n", round, BATCH,
						overHttp, raw);
			}
		}
		System.out.printf(
				"HTTP intake has %.2f of a raw producer's rate (%.2f to %.2f; target: at least 0.5); medians of %d "
						+ "rounds of %d views, %d requests at a time%n",
				Median.of(ratios), Collections.min(ratios), Collections.max(ratios), rounds, this.views, CLIENTS);
	}

	private List<String> bodies(int round) {
		return IntStream.range(0, this.views / BATCH).mapToObj((batch) -> {
			StringBuilder body = new StringBuilder("[");
			for (int i = 0; i < BATCH; i++) {
				int number = batch * BATCH + i;
				body.append((i > 0) ? "," : "")
					.append("{\"articleId\":\"article-%d\",\"visitor\":\"%d-%d\"}".formatted(number % ARTICLES,
							round + WARM_UP, number));
			}
			return body.append("]").toString();
		}).toList();
	}

	private void post(List<String> bodies) {
		Flux.fromIterable(bodies)
			.flatMap((body) -> this.http
				.headers((headers) -> headers.set("Content-Type", "application/json").set("User-Agent", BROWSER))
				.post()
				.uri(this.url)
				.send(ByteBufMono.fromString(Mono.just(body)))
				.responseSingle((answer, text) -> text.asString()
					.doOnNext((accepted) -> check(answer.status().code(), accepted))), CLIENTS)
			.blockLast();
	}

	private static void check(int status, String answer) {
		if (status != 202 || !answer.contains("\"accepted\":" + BATCH)) {
			throw new IllegalStateException("Views were answered with " + status + " " + answer);
		}
	}

	/**
	 * Seconds for the same number of views, in the same batches, straight to the broker.
	 */
	private double raw() throws Exception {
		Map<String, Object> properties = Map.of("bootstrap.servers", this.brokers, "acks", "all", "compression.type",
				"lz4", "linger.ms", 0);
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(properties, new StringSerializer(),
				new ByteArraySerializer())) {
			List<Callable<Void>> batches = IntStream.range(0, this.views / BATCH)
				.<Callable<Void>>mapToObj((batch) -> () -> send(producer, batch * BATCH))
				.toList();
			return Clock.seconds(() -> {
				for (Future<Void> done : clients.invokeAll(batches)) {
					done.get();
				}
			});
		}
		finally {
			clients.shutdownNow();
		}
	}

	private Void send(KafkaProducer<String, byte[]> producer, int first) throws Exception {
		List<Future<RecordMetadata>> sent = new ArrayList<>();
		for (int number = first; number < first + BATCH; number++) {
			ProducerRecord<String, byte[]> record = this.codec.write(new ArticleViewed("article-" + number % ARTICLES,
					"AAAAAAAAAAAAAAAA" + number, OffsetDateTime.now(), null));
			sent.add(producer
				.send(new ProducerRecord<>(RAW_TOPIC, null, record.key(), record.value(), record.headers())));
		}
		for (Future<RecordMetadata> each : sent) {
			each.get();
		}
		return null;
	}

}
