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

	/** The compiler is busy for as long; of these, some with search. */
	private static final int WARM_UP = 16;

	private static final int ROUNDS = 11;

	/** With search a round takes several times as long. */
	private static final int WARM_UP_WITH_SEARCH = 6;

	private static final int ROUNDS_WITH_SEARCH = 3;

	private static final String WITHOUT_SEARCH = "--broadsheet.search.enabled=false";

	/** One-by-one saves are slow: this part of a round is enough. */
	private static final int ONE_BY_ONE = 10;

	private static final int QUARTERS = 4;

	private final String brokers;

	private final Child mongo;

	private final Newspaper newspaper;

	private final Store store;

	private final int articles;

	private long published;

	private ProjectionBenchmark(String brokers, Child mongo, Newspaper newspaper, Store store, int articles) {
		this.brokers = brokers;
		this.mongo = mongo;
		this.newspaper = newspaper;
		this.store = store;
		this.articles = articles;
	}

	/**
	 * Measures.
	 * @param args the catalog service's jar, a directory to work in, and if others than
	 * usual are wanted: the articles of a round, and of the rebuild, or 0 for none
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
				ProjectionBenchmark benchmark = new ProjectionBenchmark(brokers, mongo, newspaper, store, articles);
				try (Catalog catalog = Catalog.start(jar, brokers, uri, home, "with-search",
						"--broadsheet.search.directory=" + home.resolve("search-index"))) {
					catalog.awaitReady();
					benchmark.compare("with search", WARM_UP_WITH_SEARCH, ROUNDS_WITH_SEARCH, catalog::awaitSearch);
				}
				try (Catalog catalog = Catalog.start(jar, brokers, uri, home, "catalog", WITHOUT_SEARCH)) {
					catalog.awaitReady();
					benchmark.compare("without search", WARM_UP, ROUNDS, () -> {
					});
					if (rebuilt > 0) {
						benchmark.publishUpTo(rebuilt);
						benchmark.rebuild(jar, uri, home);
					}
				}
				store.drop();
			}
		}
		System.exit(0);
	}

	/**
	 * Each round, both write the same documents into an empty collection.
	 */
	private void compare(String how, int warmUp, int rounds, Step rest) throws Exception {
		List<Double> toBulk = new ArrayList<>();
		List<Double> toOneByOne = new ArrayList<>();
		for (int round = 1 - warmUp; round <= rounds; round++) {
			this.store.empty();
			Step publish = publish(this.articles);
			double projected = this.articles / collectedAndTimed(publish);
			rest.run();
			List<Document> documents = this.store.latest(this.articles);
			this.store.prepare("bulk");
			double bulk = this.articles / collectedAndTimed(() -> this.store.writeInBulk("bulk", documents));
			List<Document> few = documents.subList(0, documents.size() / ONE_BY_ONE);
			this.store.prepare("one_by_one");
			double oneByOne = few.size() / collectedAndTimed(() -> this.store.saveOneByOne("one_by_one", few));
			toBulk.add(projected / bulk);
			toOneByOne.add(projected / oneByOne);
			System.out.printf("%s %s %d: projection %.0f/s, bulk writes of the driver %.0f/s, one by one %.0f/s%n",
					(round > 0) ? "Round" : "Warm-up", how, (round > 0) ? round : round + warmUp, projected, bulk,
					oneByOne);
		}
		tell(how, toBulk.subList(warmUp, toBulk.size()), toOneByOne.subList(warmUp, toOneByOne.size()));
	}

	private void tell(String how, List<Double> toBulk, List<Double> toOneByOne) {
		System.out.printf(
				"The projection %s has %.2f of the driver's rate in bulk (%.2f to %.2f; target: at least 0.8), "
						+ "%.1f times that of one-by-one saves (%.1f to %.1f; target: at least 5); "
						+ "medians of %d rounds of %d articles%n",
				how, median(toBulk), Collections.min(toBulk), Collections.max(toBulk), median(toOneByOne),
				Collections.min(toOneByOne), Collections.max(toOneByOne), toBulk.size(), this.articles);
	}

	/** Nobody pays for the garbage that somebody else left on the server. */
	private double collectedAndTimed(Step step) throws Exception {
		this.mongo.heapAfterCollection();
		return seconds(step);
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
		try (Catalog catalog = Catalog.start(jar, this.brokers, uri, home, "rebuild", "--rebuild", WITHOUT_SEARCH)) {
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
