package io.broadsheet.benchmarks.search;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import io.broadsheet.benchmarks.ledger.Broker;
import io.broadsheet.benchmarks.ledger.Child;
import io.broadsheet.benchmarks.projection.MongoStandIn;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Fills a catalog with articles from the log, and asks it for words over HTTP: how long
 * one reader waits, and how many answers many get.
 */
public final class SearchBenchmark {

	private static final int CLIENTS = 8;

	private static final int ONE_BY_ONE = 300;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final int articles;

	private final Duration spell;

	private final int port = freePort();

	private final int managementPort = freePort();

	private SearchBenchmark(int articles, Duration spell) throws IOException {
		this.articles = articles;
		this.spell = spell;
	}

	/**
	 * Measures.
	 * @param args the catalog service's jar, a working directory, how many articles, and
	 * for how many seconds each kind of query is asked
	 * @throws Exception if anything fails
	 */
	public static void main(String[] args) throws Exception {
		if (args.length != 4) {
			System.err.println("Usage: SearchBenchmark CATALOG_SERVICE_JAR WORKING_DIRECTORY ARTICLES SECONDS");
			System.exit(2);
		}
		Path home = Path.of(args[1]);
		SearchBenchmark benchmark = new SearchBenchmark(Integer.parseInt(args[2]),
				Duration.ofSeconds(Long.parseLong(args[3])));
		try (Child broker = Child.ofOwn(Broker.class); Child database = MongoStandIn.start()) {
			String brokers = broker.awaitReady();
			String mongo = database.awaitReady() + "/broadsheet";
			benchmark.fill(brokers);
			long start = System.nanoTime();
			try (Child catalog = benchmark.catalog(Path.of(args[0]), home, brokers, mongo)) {
				benchmark.awaitIndex(catalog, start, home.resolve("index"));
				benchmark.queries().forEach(benchmark::measure);
			}
		}
		System.exit(0);
	}

	private void fill(String brokers) throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
			admin.createTopics(List.of(Topic.ARTICLES.toNewTopic((short) 1))).all().get();
		}
		EventCodec codec = new EventCodec("benchmark");
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", brokers, "linger.ms", 20, "compression.type", "lz4"),
				new StringSerializer(), new ByteArraySerializer())) {
			for (int number = 0; number < this.articles; number++) {
				producer.send(codec.write(new ArticlePublished(Archive.article(number))));
			}
		}
	}

	private Child catalog(Path jar, Path home, String brokers, String mongo) throws IOException {
		File log = home.resolve("catalog.log").toFile();
		return Child.ofJar(jar, log,
				List.of("--server.port=" + this.port, "--management.server.port=" + this.managementPort,
						"--spring.kafka.bootstrap-servers=" + brokers, "--spring.mongodb.uri=" + mongo,
						"--broadsheet.brokers.replicas=1", "--broadsheet.search.directory=" + home.resolve("index")));
	}

	/** Also waits for the projection, so that it takes nothing from what is measured. */
	private void awaitIndex(Child catalog, long start, Path directory) throws Exception {
		String sought = String.valueOf(Archive.article(0).summary()).split(" ")[0];
		while (get(search(sought, "")) != 200) {
			awaken(catalog);
		}
		double seconds = (System.nanoTime() - start) / 1e9;
		long bytes = 0;
		try (var files = Files.list(directory)) {
			for (Path file : files.toList()) {
				bytes += Files.size(file);
			}
		}
		System.out.printf("%d articles: the index is complete %.1f s after the service's start and has %d MiB%n",
				this.articles, seconds, bytes >> 20);
		URI ready = URI.create("http://localhost:" + this.managementPort + "/actuator/health/readiness");
		while (get(ready) != 200) {
			awaken(catalog);
		}
	}

	private static void awaken(Child catalog) throws InterruptedException {
		if (!catalog.isAlive()) {
			throw new IllegalStateException("The catalog ended before it was ready");
		}
		TimeUnit.MILLISECONDS.sleep(100);
	}

	private Map<String, Function<Random, URI>> queries() {
		Map<String, Function<Random, URI>> kinds = new LinkedHashMap<>();
		kinds.put("word", (dice) -> search(quote(dice, "en", 1) + " ", ""));
		kinds.put("three words", (dice) -> search(quote(dice, "en", 3) + " ", ""));
		kinds.put("phrase", (dice) -> search('"' + quote(dice, "en", 2) + '"', ""));
		kinds.put("prefix", (dice) -> search(prefix(quote(dice, "en", 1)), ""));
		kinds.put("one letter", (dice) -> search(quote(dice, "en", 1).substring(0, 1), ""));
		kinds.put("filtered", (dice) -> search(quote(dice, "en", 1) + " ",
				"&section=section-" + dice.nextInt(Archive.SECTIONS) + "&from=2025-01-01"));
		kinds.put("newest first", (dice) -> search(quote(dice, "en", 1) + " ", "&sort=-publishedAt"));
		kinds.put("Vietnamese, folded", (dice) -> search(Archive.folded(quote(dice, "vi", 2)) + " ", ""));
		return kinds;
	}

	private String quote(Random dice, String language, int words) {
		return String.join(" ", Archive.quote(dice, this.articles, language, words));
	}

	private static String prefix(String word) {
		return word.substring(0, Math.min(4, word.length()));
	}

	private URI search(String line, String more) {
		return URI.create("http://localhost:" + this.port + "/api/v1/articles?q="
				+ URLEncoder.encode(line, StandardCharsets.UTF_8) + more);
	}

	private void measure(String kind, Function<Random, URI> query) {
		rate(query);
		double perSecond = rate(query);
		Histogram microseconds = latency(query);
		System.out.printf(
				"%-18s %6.0f answers/s to %d readers; to one reader, median and 99th percentile: "
						+ "%.1f and %.1f ms%n",
				kind, perSecond, CLIENTS, microseconds.getValueAtPercentile(50) / 1e3,
				microseconds.getValueAtPercentile(99) / 1e3);
	}

	private Histogram latency(Function<Random, URI> query) {
		Random dice = new Random(7);
		Histogram microseconds = new Histogram(3);
		for (int i = 0; i < ONE_BY_ONE; i++) {
			long start = System.nanoTime();
			require(get(query.apply(dice)));
			microseconds.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
		}
		return microseconds;
	}

	private double rate(Function<Random, URI> query) {
		AtomicLong answers = new AtomicLong();
		CountDownLatch running = new CountDownLatch(CLIENTS);
		long start = System.nanoTime();
		for (int client = 0; client < CLIENTS; client++) {
			askUntil(start + this.spell.toNanos(), query, new Random(client), answers, running);
		}
		try {
			running.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("Interrupted", ex);
		}
		return answers.get() * 1e9 / (System.nanoTime() - start);
	}

	private void askUntil(long end, Function<Random, URI> query, Random dice, AtomicLong answers,
			CountDownLatch running) {
		if (System.nanoTime() >= end) {
			running.countDown();
			return;
		}
		this.http.sendAsync(HttpRequest.newBuilder(query.apply(dice)).build(), HttpResponse.BodyHandlers.ofString())
			.whenComplete((answer, thrown) -> {
				if (thrown == null && answer.statusCode() == 200) {
					answers.incrementAndGet();
				}
				askUntil(end, query, dice, answers, running);
			});
	}

	/** The status of an answer, 0 if there is none. */
	private int get(URI uri) {
		try {
			return this.http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
				.statusCode();
		}
		catch (IOException ex) {
			return 0;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("Interrupted", ex);
		}
	}

	private static void require(int status) {
		if (status != 200) {
			throw new IllegalStateException("A search was answered with " + status);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
