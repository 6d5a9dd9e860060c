package io.broadsheet.benchmarks.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

import io.broadsheet.benchmarks.Median;
import io.broadsheet.benchmarks.Usage;
import io.broadsheet.benchmarks.ledger.Child;
import org.bson.Document;

/**
 * The projection beside a bare driver, in alternating rounds: both write the same
 * documents to the same server, each into an empty collection.
 */
final class Comparison {

	/** After so many rounds it counts as warm, as it does after a time without that. */
	private static final int LONGEST_WARM_UP = 40;

	private static final Duration WARM_UP = Duration.ofSeconds(130);

	private static final int ROUNDS = 9;

	private static final Duration LONGEST = Duration.ofSeconds(90);

	/** One-by-one saves are slow: this part of a round is enough. */
	private static final int ONE_BY_ONE = 20;

	private final Database database;

	private final Catalog catalog;

	private final Store store;

	private final int articles;

	private final Usage ofProjection;

	private final Usage ofDriver;

	Comparison(Child broker, Database database, Catalog catalog, Store store, int articles) {
		System.out.println("In brackets: microseconds of processor time for each article");
		this.database = database;
		this.catalog = catalog;
		this.store = store;
		this.articles = articles;
		this.ofProjection = database.countedBy(new Usage().of("service", catalog.pid())).of("broker", broker.pid());
		this.ofDriver = database.countedBy(new Usage().ofThis("driver"));
	}

	/**
	 * Warms up until rounds get no faster, and measures.
	 * @param how what the projection does beside
	 * @param publishing publishes that many articles, and ends when they are stored
	 * @param rest waits until nobody has anything left to do
	 */
	void run(String how, Publishing publishing, Step rest) throws Exception {
		Pace projection = new Pace();
		Pace driver = new Pace();
		long start = System.nanoTime();
		boolean warm = false;
		for (int i = 1; !warm && i <= LONGEST_WARM_UP && System.nanoTime() - start < WARM_UP.toNanos(); i++) {
			Round round = round(publishing, rest);
			System.out.printf("Warm-up %s %d: %s%n", how, i, round);
			warm = projection.isSteadyAt(round.projected()) & driver.isSteadyAt(round.bulk());
		}
		System.out.println(warm ? "Rounds get no faster" : "Rounds still got faster: what follows is not quite warm");
		List<Round> rounds = new ArrayList<>();
		start = System.nanoTime();
		for (int i = 1; i <= ROUNDS && System.nanoTime() - start < LONGEST.toNanos(); i++) {
			Round round = round(publishing, rest);
			System.out.printf("Round %s %d: %s%n", how, i, round);
			rounds.add(round);
		}
		tell(how, rounds);
	}

	private Round round(Publishing publishing, Step rest) throws Exception {
		this.store.empty();
		Step projecting = publishing.prepared(this.articles);
		Spent projected = spent(this.ofProjection, this.articles, projecting);
		rest.run();
		List<Document> documents = this.store.latest(this.articles);
		this.store.prepare("bulk");
		Spent bulk = spent(this.ofDriver, this.articles, () -> this.store.writeInBulk("bulk", documents));
		List<Document> few = documents.subList(0, documents.size() / ONE_BY_ONE);
		return new Round(projected, bulk, oneByOne(few, Store.THREADS), oneByOne(few, 1));
	}

	private Spent oneByOne(List<Document> documents, int threads) throws Exception {
		this.store.prepare("one_by_one");
		return spent(this.ofDriver, documents.size(), () -> this.store.saveOneByOne("one_by_one", documents, threads));
	}

	/** Nobody pays for garbage that somebody else left, or that an earlier round did. */
	private Spent spent(Usage usage, int items, Step step) throws Exception {
		this.database.collectGarbage();
		this.catalog.heapAfterCollection();
		System.gc();
		Usage.Since begin = usage.begin();
		double seconds = step.timed();
		return new Spent(items / seconds, begin.perItem(items));
	}

	private void tell(String how, List<Round> rounds) {
		List<Double> toBulk = rounds.stream().map(Round::toBulk).toList();
		System.out.printf(
				"The projection %s has %.2f of the driver's rate in bulk (%.2f to %.2f; target: at least 0.8); "
						+ "medians of %d rounds of %d articles%n",
				how, Median.of(toBulk), Collections.min(toBulk), Collections.max(toBulk), rounds.size(), this.articles);
		System.out.printf(
				"It has %s that of saves one by one, and %s that of as many threads as it has, "
						+ "each of which saves one by one (target: at least 5 times)%n",
				times(rounds, (round) -> round.oneByOne().rate()),
				times(rounds, (round) -> round.oneByOneEach().rate()));
	}

	private static String times(List<Round> rounds, ToDoubleFunction<Round> other) {
		List<Double> times = rounds.stream().map((round) -> round.projected() / other.applyAsDouble(round)).toList();
		return "%.1f times (%.1f to %.1f)".formatted(Median.of(times), Collections.min(times), Collections.max(times));
	}

	/**
	 * Puts articles on the log.
	 */
	@FunctionalInterface
	interface Publishing {

		/**
		 * Writes articles that nobody sees yet.
		 * @param articles how many
		 * @return lets them be seen, and waits until the catalog has stored them
		 */
		Step prepared(int articles) throws Exception;

	}

	/**
	 * What something took.
	 *
	 * @param rate articles a second
	 * @param processors microseconds of processor time for each article, by process
	 */
	private record Spent(double rate, String processors) {

		@Override
		public String toString() {
			return "%.0f/s (%s)".formatted(this.rate, this.processors);
		}

	}

	/**
	 * What was seen in one round.
	 */
	private record Round(Spent projection, Spent inBulk, Spent oneByOneEach, Spent oneByOne) {

		double projected() {
			return this.projection.rate();
		}

		double bulk() {
			return this.inBulk.rate();
		}

		double toBulk() {
			return this.projection.rate() / this.inBulk.rate();
		}

		@Override
		public String toString() {
			return ("projection %s, bulk writes of the driver %s, one by one by each of %d threads %s, "
					+ "one by one %s: %.2f of the bulk writes")
				.formatted(this.projection, this.inBulk, Store.THREADS, this.oneByOneEach, this.oneByOne, toBulk());
		}

	}

}
