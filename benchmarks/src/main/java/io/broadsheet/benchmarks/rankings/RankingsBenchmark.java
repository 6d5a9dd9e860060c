package io.broadsheet.benchmarks.rankings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.broadsheet.benchmarks.ledger.Broker;
import io.broadsheet.benchmarks.ledger.Child;

/**
 * How fast, how fresh and how large the rankings are.
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

	private RankingsBenchmark(Path trending, Path ingest, Path home) {
		this.trending = trending;
		this.ingest = ingest;
		this.home = home;
	}

	/**
	 * Measures.
	 * @param args the jars of the trending and ingest services, a directory to work in,
	 * and if others than usual are wanted: the views of a round, the rounds, the seconds
	 * of each measurement of freshness, and the most articles that are known
	 * @throws Exception if anything fails
	 */
	public static void main(String[] args) throws Exception {
		RankingsBenchmark benchmark = new RankingsBenchmark(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
		int views = (args.length > 3) ? Integer.parseInt(args[3]) : 600_000;
		int rounds = (args.length > 4) ? Integer.parseInt(args[4]) : 5;
		int seconds = (args.length > 5) ? Integer.parseInt(args[5]) : 60;
		int known = (args.length > 6) ? Integer.parseInt(args[6]) : 1_000_000;
		benchmark.speed(views, rounds, Duration.ofSeconds(seconds));
		benchmark.intake(views / 5, rounds);
		benchmark.state(known);
		System.exit(0);
	}

	private void speed(int views, int rounds, Duration freshness) throws Exception {
		try (Child broker = Child.ofOwn(Broker.class)) {
			String brokers = broker.awaitReady();
			Optional<Redis> redis = Redis.start();
			try (Service service = Service.trending(this.trending, brokers, this.home, HEAP);
					Newspaper newspaper = new Newspaper(brokers)) {
				new Throughput(service, brokers, newspaper, views).measure(redis, rounds);
				new Freshness(brokers, newspaper, LOAD, freshness).measure();
			}
			finally {
				if (redis.isPresent()) {
					redis.get().close();
				}
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

	private void state(int known) throws Exception {
		try (Child broker = Child.ofOwn(Broker.class)) {
			String brokers = broker.awaitReady();
			try (Service service = Service.trending(this.trending, brokers, this.home, LARGE_HEAP);
					Newspaper newspaper = new Newspaper(brokers)) {
				State state = new State(service, brokers, newspaper);
				for (int articles : KNOWN) {
					if (articles <= known) {
						state.measureStep(articles);
					}
				}
			}
		}
		try (Child broker = Child.ofOwn(Broker.class)) {
			String brokers = broker.awaitReady();
			try (Service service = Service.trending(this.trending, brokers, this.home, HEAP);
					Newspaper newspaper = new Newspaper(brokers)) {
				new State(service, brokers, newspaper).measureBytes(Math.min(known, 20_000), known / 4);
			}
		}
	}

}
