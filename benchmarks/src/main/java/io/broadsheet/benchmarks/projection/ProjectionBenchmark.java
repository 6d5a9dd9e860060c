package io.broadsheet.benchmarks.projection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.broadsheet.benchmarks.ledger.Broker;
import io.broadsheet.benchmarks.ledger.Child;
import io.broadsheet.events.Topic;
import io.broadsheet.events.broker.Brokers;
import org.bson.Document;

/**
 * Articles that the catalog takes from the log into the database, beside a bare driver
 * that writes the same documents, and a rebuild of all of them.
 */
public final class ProjectionBenchmark {

	/** The compiler is busy for as long. */
	private static final int WARM_UP = 10;

	private static final int ROUNDS = 5;

	/** One-by-one saves are slow: this part of a round is enough. */
	private static final int ONE_BY_ONE = 10;

	private static final int QUARTERS = 4;

	private final String brokers;

	private final Newspaper newspaper;

	private final Store store;

	private final int articles;

	private long published;

	private ProjectionBenchmark(String brokers, Newspaper newspaper, Store store, int articles) {
		this.brokers = brokers;
		this.newspaper = newspaper;
		this.store = store;
		this.articles = articles;
	}

	/**
	 * Measures.
	 * @param args the catalog service's jar, a directory to work in, and if others than
	 * usual are wanted: the articles of a round, and of the rebuild
	 * @throws Exception if anything fails
	 */
	public static void main(String[] args) throws Exception {
		Path jar = Path.of(args[0]);
		Path home = Path.of(args[1]);
		int articles = (args.length > 2) ? Integer.parseInt(args[2]) : 10_000;
		int rebuilt = (args.length > 3) ? Integer.parseInt(args[3]) : 100_000;
		Optional<String> given = Optional.ofNullable(System.getenv("BROADSHEET_TEST_MONGODB_URI"));
		System.out.println(given.isPresent() ? "On the server of BROADSHEET_TEST_MONGODB_URI"
				: "On a stand-in for MongoDB that keeps everything in memory: only ratios mean something");
		try (Child broker = Child.ofOwn(Broker.class); Child mongo = MongoStandIn.start()) {
			String brokers = broker.awaitReady();
			String standIn = mongo.awaitReady();
			String uri = given.orElse(standIn).replaceFirst("^(mongodb://[^/]+)/?[^?]*", "$1/broadsheet-benchmark");
			try (Brokers topics = new Brokers(Map.of("bootstrap.servers", brokers))) {
				topics.awaitTopics(List.of(Topic.ARTICLES), (short) 1);
			}
			try (Newspaper newspaper = new Newspaper(brokers); Store store = new Store(uri)) {
				store.drop();
				ProjectionBenchmark benchmark = new ProjectionBenchmark(brokers, newspaper, store, articles);
				try (Catalog catalog = Catalog.start(jar, brokers, uri, home, "catalog")) {
					catalog.awaitReady();
					benchmark.compare();
					benchmark.publishUpTo(rebuilt);
					benchmark.rebuild(jar, uri, home);
				}
				store.drop();
			}
		}
		System.exit(0);
	}

	private void compare() throws Exception {
		List<Double> toBulk = new ArrayList<>();
		List<Double> toOneByOne = new ArrayList<>();
		for (int round = 1 - WARM_UP; round <= ROUNDS; round++) {
			double projected = this.articles / seconds(publish(this.articles));
			List<Document> documents = this.store.latest(this.articles);
			this.store.prepare("bulk");
			double bulk = this.articles / seconds(() -> this.store.writeInBulk("bulk", documents));
			List<Document> few = documents.subList(0, documents.size() / ONE_BY_ONE);
			this.store.prepare("one_by_one");
			double oneByOne = few.size() / seconds(() -> this.store.saveOneByOne("one_by_one", few));
			if (round > 0) {
				toBulk.add(projected / bulk);
				toOneByOne.add(projected / oneByOne);
				System.out.printf("Round %d: projection %.0f/s, bulk writes of the driver %.0f/s, one by one %.0f/s%n",
						round, projected, bulk, oneByOne);
			}
		}
		System.out.printf("The projection has %.2f of the driver's rate in bulk (%.2f to %.2f; target: at least 0.8), "
				+ "%.1f times that of one-by-one saves (target: at least 5); medians of %d rounds of %d articles%n",
				median(toBulk), Collections.min(toBulk), Collections.max(toBulk), median(toOneByOne), ROUNDS,
				this.articles);
	}

	private Step publish(int articles) throws Exception {
		this.newspaper.prepare(articles);
		this.published += articles;
		return () -> {
			this.newspaper.publish();
			this.store.awaitPosition(this.newspaper.end());
		};
	}

	private void publishUpTo(int articles) throws Exception {
		while (this.published < articles) {
			seconds(publish((int) Math.min(this.articles, articles - this.published)));
		}
	}

	private void rebuild(Path jar, String uri, Path home) throws Exception {
		List<String> heaps = new ArrayList<>();
		long begin = 0;
		try (Catalog catalog = Catalog.start(jar, this.brokers, uri, home, "rebuild", "--rebuild")) {
			for (int quarter = 1; quarter <= QUARTERS; quarter++) {
				while (this.store.exists(ProjectionBenchmark::isRebuilt) || begin == 0) {
					long count = this.store.count(ProjectionBenchmark::isRebuilt);
					if (count > 0 && begin == 0) {
						begin = System.nanoTime();
					}
					if (count >= this.published * quarter / QUARTERS) {
						break;
					}
					TimeUnit.MILLISECONDS.sleep(20);
				}
				heaps.add("%d %%: %.1f".formatted(100 * quarter / QUARTERS, catalog.heapAfterCollection()));
			}
			while (this.store.exists(ProjectionBenchmark::isRebuilt)) {
				TimeUnit.MILLISECONDS.sleep(20);
			}
		}
		double seconds = (System.nanoTime() - begin) / 1e9;
		System.out.printf(
				"Rebuild of %d articles in %.1f s, its check, the switch and four full collections included: "
						+ "%.0f/s; MiB of heap after a collection at %s%n",
				this.published, seconds, this.published / seconds, String.join(", ", heaps));
	}

	private static boolean isRebuilt(String collection) {
		return collection.startsWith("articles_rebuild_");
	}

	private static double seconds(Step step) throws Exception {
		long start = System.nanoTime();
		step.run();
		return (System.nanoTime() - start) / 1e9;
	}

	private static double median(List<Double> values) {
		List<Double> sorted = new ArrayList<>(values);
		Collections.sort(sorted);
		return sorted.get(sorted.size() / 2);
	}

	/** Something that takes its time. */
	@FunctionalInterface
	private interface Step {

		void run() throws Exception;

	}

}
