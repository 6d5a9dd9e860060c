package io.broadsheet.benchmarks.projection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.broadsheet.benchmarks.ledger.Broker;
import io.broadsheet.benchmarks.ledger.Child;
import io.broadsheet.events.Topic;
import io.broadsheet.events.broker.Brokers;

/**
 * Articles that the catalog takes from the log into the database, beside a bare driver
 * that writes the same documents, and a rebuild of all of them.
 */
public final class ProjectionBenchmark {

	private static final String WITHOUT_SEARCH = "--broadsheet.search.enabled=false";

	/** Articles that are written in one transaction. */
	private static final int AT_ONCE = 10_000;

	private static final int QUARTERS = 4;

	private final Path jar;

	private final Path home;

	private final Child broker;

	private final Database database;

	private final String brokers;

	private final Newspaper newspaper;

	private final Store store;

	private ProjectionBenchmark(Path jar, Path home, Child broker, Database database) throws Exception {
		this.jar = jar;
		this.home = home;
		this.broker = broker;
		this.database = database;
		this.brokers = broker.awaitReady();
		try (Brokers topics = new Brokers(Map.of("bootstrap.servers", this.brokers))) {
			topics.awaitTopics(List.of(Topic.ARTICLES), (short) 1);
		}
		this.newspaper = new Newspaper(this.brokers);
		this.store = new Store(database.uri());
		this.store.drop();
	}

	/**
	 * Measures.
	 * @param args the catalog service's jar, a directory to work in, and if not all is
	 * wanted the part, which is {@code without-search}, {@code with-search} or
	 * {@code rebuild}, and how many articles a round or the rebuild has
	 * @throws Exception if anything fails
	 */
	public static void main(String[] args) throws Exception {
		List<String> parts = (args.length > 2) ? List.of(args[2]) : List.of("without-search", "with-search", "rebuild");
		Optional<Integer> articles = (args.length > 3) ? Optional.of(Integer.valueOf(args[3])) : Optional.empty();
		for (String part : parts) {
			try (Child broker = Child.ofOwn(Broker.class); Database database = Database.start()) {
				ProjectionBenchmark benchmark = new ProjectionBenchmark(Path.of(args[0]), Path.of(args[1]), broker,
						database);
				benchmark.measure(part, articles);
				benchmark.end();
			}
		}
		System.exit(0);
	}

	private void measure(String part, Optional<Integer> articles) throws Exception {
		switch (part) {
			case "without-search" -> compareWithoutSearch(articles.orElse(AT_ONCE));
			case "with-search" -> compareWithSearch(articles.orElse(AT_ONCE));
			case "rebuild" -> rebuild(articles.orElse(100_000));
			default -> throw new IllegalArgumentException("There is no part called " + part);
		}
	}

	private void compareWithoutSearch(int articles) throws Exception {
		try (Catalog catalog = catalog(WITHOUT_SEARCH)) {
			new Comparison(this.broker, this.database, catalog, this.store, articles).run("without search",
					this::prepared, () -> {
					});
		}
	}

	private void compareWithSearch(int articles) throws Exception {
		try (Catalog catalog = catalog("--broadsheet.search.directory=" + this.home.resolve("search-index"))) {
			new Comparison(this.broker, this.database, catalog, this.store, articles).run("with search", this::prepared,
					catalog::awaitSearch);
		}
	}

	private Catalog catalog(String option) throws Exception {
		Catalog catalog = Catalog.start(this.jar, this.brokers, this.database.uri(), this.home, "catalog", option);
		catalog.awaitReady();
		return catalog;
	}

	private Step prepared(int articles) throws Exception {
		this.newspaper.prepare(articles);
		return () -> {
			this.newspaper.publish();
			this.store.awaitPosition(this.newspaper.end());
		};
	}

	private void rebuild(int articles) throws Exception {
		try (Catalog catalog = catalog(WITHOUT_SEARCH)) {
			for (int published = 0; published < articles; published += AT_ONCE) {
				int next = Math.min(AT_ONCE, articles - published);
				System.out.printf("%d to %d: %.0f/s%n", published, published + next, next / prepared(next).timed());
			}
			measureRebuild(articles);
		}
	}

	private void measureRebuild(int articles) throws Exception {
		List<String> heaps = new ArrayList<>();
		long begin = 0;
		try (Catalog catalog = Catalog.start(this.jar, this.brokers, this.database.uri(), this.home, "rebuild",
				"--rebuild", WITHOUT_SEARCH)) {
			for (int quarter = 1; quarter <= QUARTERS; quarter++) {
				while (this.store.exists(ProjectionBenchmark::isRebuilt) || begin == 0) {
					long count = this.store.count(ProjectionBenchmark::isRebuilt);
					if (count > 0 && begin == 0) {
						begin = System.nanoTime();
					}
					if (count >= (long) articles * quarter / QUARTERS) {
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
				articles, seconds, articles / seconds, String.join(", ", heaps));
	}

	private static boolean isRebuilt(String collection) {
		return collection.startsWith("articles_rebuild_");
	}

	private void end() {
		this.store.drop();
		this.newspaper.close();
		this.store.close();
	}

}
