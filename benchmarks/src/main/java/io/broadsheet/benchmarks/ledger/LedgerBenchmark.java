package io.broadsheet.benchmarks.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.broadsheet.benchmarks.Median;
import io.broadsheet.benchmarks.Usage;
import io.broadsheet.events.Topic;
import io.broadsheet.events.broker.NativeCompression;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Acknowledged publications through the ingest service, beside a bare exactly-once echo
 * on the same broker in the same minutes; then how long a take-over lasts.
 */
public final class LedgerBenchmark {

	private static final int CONCURRENT = 64;

	private static final int ROUNDS = 5;

	private static final int ONE_BY_ONE = 40;

	private static final Duration SPELL = Duration.ofSeconds(4);

	private static final List<Integer> KILOBYTES = List.of(1, 8, 64);

	/** Spells that the echo is warmed up for; it has little to compile. */
	private static final int WARM_UP_OF_ECHO = 4;

	private static final int WARM_UP_OF_INGEST = 30;

	/** Spells that each is warmed up for with the size that is measured. */
	private static final int WARM_UP_OF_SIZE = 10;

	private static final int ARTICLES_TO_TAKE_OVER = 20_000;

	private static final int KILOBYTES_TO_TAKE_OVER = 8;

	private final Child broker;

	private final EchoPeer echo;

	private final IngestPeer ingest;

	private LedgerBenchmark(Child broker, EchoPeer echo, IngestPeer ingest) {
		this.broker = broker;
		this.echo = echo;
		this.ingest = ingest;
	}

	public static void main(String[] args) throws Exception {
		NativeCompression.load();
		String part = (args.length > 2) ? args[2] : "";
		if (args.length < 2 || !List.of("", "rates", "tuned-echo", "take-over").contains(part)) {
			System.err.println("Usage: LedgerBenchmark INGEST_SERVICE_JAR WORKING_DIRECTORY "
					+ "[rates [KILOBYTES]... | tuned-echo [KILOBYTES]... | take-over [ARTICLES [KILOBYTES]]]");
			System.exit(2);
		}
		Path jar = Path.of(args[0]);
		Path home = Path.of(args[1]);
		List<Integer> sizes = Arrays.stream(args).skip(3).map(Integer::valueOf).toList();
		if (!"take-over".equals(part)) {
			Echo.Kind kind = "tuned-echo".equals(part) ? Echo.Kind.TUNED : Echo.Kind.BARE;
			rates(jar, home, kind, sizes.isEmpty() ? KILOBYTES : sizes);
		}
		if (part.isEmpty() || "take-over".equals(part)) {
			takeOver(jar, home, sizes.isEmpty() ? ARTICLES_TO_TAKE_OVER : sizes.get(0),
					(sizes.size() < 2) ? KILOBYTES_TO_TAKE_OVER : sizes.get(1));
		}
		System.exit(0);
	}

	private static void rates(Path jar, Path home, Echo.Kind kind, List<Integer> kilobytes) throws Exception {
		try (Child broker = Child.ofOwn(Broker.class)) {
			String brokers = broker.awaitReady();
			createEchoTopics(brokers);
			try (EchoPeer echo = new EchoPeer(brokers, home, kind);
					TokenIssuer issuer = new TokenIssuer();
					IngestPeer ingest = IngestPeer.start(jar, issuer, brokers, home, "ingest",
							IngestPeer.Ledger.USUAL)) {
				ingest.awaitReady();
				new LedgerBenchmark(broker, echo, ingest).run(kilobytes);
			}
		}
	}

	private static void takeOver(Path jar, Path home, int articles, int kilobytes) throws Exception {
		for (int standbyReplicas : new int[] { 0, 1 }) {
			new TakeOver(articles, kilobytes, standbyReplicas).measure(jar, home.resolve("standby-" + standbyReplicas));
		}
	}

	private static void createEchoTopics(String brokers) throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
			admin.createTopics(List.of(new NewTopic(Echo.IN, Topic.PARTITIONS, (short) 1),
					new NewTopic(Echo.OUT, Topic.PARTITIONS, (short) 1)))
				.all()
				.get();
		}
	}

	private void run(List<Integer> kilobytes) throws Exception {
		System.out.println("In brackets: microseconds of processor time for each article");
		Load small = new Load(1024);
		small.rate(this.ingest, 1, SPELL);
		// small articles are many, and so soon compiled what is done for each
		warmUp(small, 1, WARM_UP_OF_ECHO, WARM_UP_OF_INGEST);
		for (int each : kilobytes) {
			measure(each);
		}
	}

	private void measure(int kilobytes) throws Exception {
		Load load = new Load(kilobytes * 1024);
		warmUp(load, kilobytes, WARM_UP_OF_SIZE, WARM_UP_OF_SIZE);
		List<Double> rates = new ArrayList<>();
		List<Double> medians = new ArrayList<>();
		for (int round = 1; round <= ROUNDS; round++) {
			double echoed = rate("echo", this.echo, load);
			double ingested = rate("ingest", this.ingest, load);
			Histogram echoLatency = load.latency(this.echo, ONE_BY_ONE);
			Histogram ingestLatency = load.latency(this.ingest, ONE_BY_ONE);
			rates.add(ingested / echoed);
			medians.add(milliseconds(ingestLatency, 50) / milliseconds(echoLatency, 50));
			System.out.printf(
					"%2d KB, round %d: one by one, median and 95th percentile: echo %.1f and %.1f ms, "
							+ "ingest %.1f and %.1f ms%n",
					kilobytes, round, milliseconds(echoLatency, 50), milliseconds(echoLatency, 95),
					milliseconds(ingestLatency, 50), milliseconds(ingestLatency, 95));
		}
		System.out.printf(
				"%2d KB: %.2f of the echo's rate (target: at least 0.6), %.2f of its median latency (target: "
						+ "at most 1.5); medians of %d rounds%n",
				kilobytes, Median.of(rates), Median.of(medians), ROUNDS);
	}

	private double rate(String name, Peer peer, Load load) throws InterruptedException {
		Usage.Since begin = new Usage().of(name, peer.pid()).of("broker", this.broker.pid()).ofThis("load").begin();
		Load.Rate rate = load.rate(peer, CONCURRENT, SPELL);
		System.out.printf("%s, %d at a time: %s (%s)%n", name, CONCURRENT, rate, begin.perItem(rate.acknowledged()));
		return rate.perSecond();
	}

	private void warmUp(Load load, int kilobytes, int echoSpells, int ingestSpells) throws InterruptedException {
		System.out.printf("Warm-up of the echo with %d KB: %s%n", kilobytes,
				new WarmUp(this.echo, load, CONCURRENT, echoSpells).run());
		System.out.printf("Warm-up of the ingest service with %d KB: %s%n", kilobytes,
				new WarmUp(this.ingest, load, CONCURRENT, ingestSpells).run());
	}

	private static double milliseconds(Histogram microseconds, double percentile) {
		return microseconds.getValueAtPercentile(percentile) / 1e3;
	}

}
