package io.broadsheet.benchmarks.rankings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.broadsheet.benchmarks.ledger.Broker;
import io.broadsheet.benchmarks.ledger.Child;

/**
 * How fast, how fresh and how large the rankings are. Each part can be measured alone.
 */
public final class RankingsBenchmark {

	/** Remembers all visitors of all rounds. */
	private static final int HEAP = 3_072;

	/** Knows a million articles. */
	private static final int LARGE_HEAP = 6_144;

	private static final int LOAD = 10_000;

	private static final List<Integer> KNOWN = List.of(1_000, 100_000, 1_000_000);

	private final Path trending;

	private final Path ingest;

	private final Path home;

	private final List<Integer> numbers;

	private RankingsBenchmark(String[] args) {
		this.trending = Path.of(args[0]);
		this.ingest = Path.of(args[1]);
		this.home = Path.of(args[2]);
		this.numbers = List.of(args)
			.subList(Math.min(args.length, 4), args.length)
			.stream()
			.map(Integer::valueOf)
			.toList();
	}

	/**
	 * Measures.
	 * @param args the jars of the trending and ingest services, a directory to work in,
	 * and if not all is wanted the part and its numbers: {@code throughput} with the
	 * views of a round and the rounds, {@code freshness} and {@code hot} with seconds,
	 * {@code intake} with the views of a round and the rounds, {@code step} with the most
	 * articles that are known, {@code bytes} with articles and visits, {@code restore}
	 * with articles and visits
	 * @throws Exception if anything fails
	 */
	public static void main(String[] args) throws Exception {
		RankingsBenchmark benchmark = new RankingsBenchmark(args);
		List<String> parts = (args.length > 3) ? List.of(args[3])
				: List.of("throughput", "freshness", "hot", "intake", "step", "bytes", "restore");
		for (String part : parts) {
			benchmark.measure(part);
		}
		System.exit(0);
	}

	private void measure(String part) throws Exception {
		switch (part) {
			case "throughput" -> throughput(number(0, 600_000), number(1, 3));
			case "freshness" -> freshness(0, Duration.ofSeconds(number(0, 60)));
			case "hot" -> freshness(90, Duration.ofSeconds(number(0, 60)));
			case "intake" -> intake(number(0, 120_000), number(1, 5));
			case "step" -> steps(number(0, 1_000_000));
			case "bytes" -> bytes(number(0, 20_000), number(1, 250_000));
			case "restore" -> restore(number(0, 20_000), number(1, 500_000));
			default -> throw new IllegalArgumentException("There is no part called " + part);
		}
	}

	private int number(int place, int usual) {
		return (this.numbers.size() > place) ? this.numbers.get(place) : usual;
	}

	private void throughput(int views, int rounds) throws Exception {
		try (Child broker = Child.ofOwn(Broker.class)) {
			String brokers = broker.awaitReady();
			Optional<Redis> redis = Redis.start();
			try (Service service = Service.trending(this.trending, brokers, this.home, HEAP);
					Newspaper newspaper = new Newspaper(brokers)) {
				new Throughput(service, brokers, newspaper, views).measure(redis, rounds);
			}
			finally {
				if (redis.isPresent()) {
					redis.get().close();
				}
			}
		}
	}

	private void freshness(int percentHot, Duration duration) throws Exception {
		try (Child broker = Child.ofOwn(Broker.class)) {
			String brokers = broker.awaitReady();
			try (Service service = Service.trending(this.trending, brokers, this.home, HEAP);
					Newspaper newspaper = new Newspaper(brokers)) {
				new Freshness(brokers, newspaper, LOAD, duration).measure(percentHot);
			}
		}
	}

	private void intake(int views, int rounds) throws Exception {
		try (Child broker = Child.ofOwn(Broker.class)) {
			String brokers = broker.awaitReady();
			try (Service service = Service.ingest(this.ingest, brokers, this.home)) {
				new Intake(service, brokers, views).measure(rounds);
			}
		}
	}

	private void steps(int known) throws Exception {
		try (Child broker = Child.ofOwn(Broker.class)) {
			String brokers = broker.awaitReady();
			try (Service service = Service.trending(this.trending, brokers, this.home, LARGE_HEAP);
					Newspaper newspaper = new Newspaper(brokers)) {
				State state = new State(service, brokers, newspaper);
				System.out.print("Warm-up: ");
				state.measureStep(KNOWN.get(0));
				for (int articles : KNOWN) {
					if (articles <= known) {
						state.measureStep(articles);
					}
				}
			}
		}
	}

	private void bytes(int articles, int visits) throws Exception {
		try (Child broker = Child.ofOwn(Broker.class)) {
			String brokers = broker.awaitReady();
			try (Service service = Service.trending(this.trending, brokers, this.home, HEAP);
					Newspaper newspaper = new Newspaper(brokers)) {
				new State(service, brokers, newspaper).measureBytes(articles, visits);
			}
		}
	}

	private void restore(int articles, int visits) throws Exception {
		for (int standbys = 0; standbys < 2; standbys++) {
			try (Child broker = Child.ofOwn(Broker.class)) {
				new Restore(this.trending, broker.awaitReady(), this.home, HEAP).measure(articles, visits, standbys);
			}
		}
	}

}
