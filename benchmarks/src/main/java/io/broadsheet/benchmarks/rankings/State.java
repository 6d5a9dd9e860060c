package io.broadsheet.benchmarks.rankings;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What the service keeps in memory for each article and visitor, and what a step of the
 * ranking costs when many articles are known and few are read.
 */
final class State {

	private static final int ACTIVE = 1_000;

	private static final int SECONDS = 20;

	private static final double MEBIBYTE = 1024 * 1024;

	private static final String STEP = "broadsheet_trending_ranking_step_seconds_";

	private final Service service;

	private final String brokers;

	private final Newspaper newspaper;

	private final List<String> known = new ArrayList<>();

	private int marks;

	State(Service service, String brokers, Newspaper newspaper) {
		this.service = service;
		this.brokers = brokers;
		this.newspaper = newspaper;
	}

	/**
	 * Bytes of heap, of articles that are known, then read by one visitor, then by many.
	 */
	void measureBytes(int articles, int visits) throws Exception {
		warmUp();
		double empty = this.service.heapAfterCollection();
		know(articles);
		mark();
		double known = this.service.heapAfterCollection();
		List<String> fresh = this.known.subList(ACTIVE, ACTIVE + articles);
		view(fresh, 1);
		double read = this.service.heapAfterCollection();
		view(fresh.subList(0, 100), visits / 100);
		double visited = this.service.heapAfterCollection();
		double perVisit = (visited - read) * MEBIBYTE / visits;
		System.out.printf(
				"Bytes of heap: %.0f for each known article, %.0f more for each that is read, %.0f for each visitor "
						+ "that is remembered (%d articles, %d visits)%n",
				(known - empty) * MEBIBYTE / articles, (read - known) * MEBIBYTE / articles - perVisit, perVisit,
				articles, visits);
	}

	/** So that the buffers of its clients are as large as they get. */
	private void warmUp() throws InterruptedException {
		know(ACTIVE);
		keepReading(SECONDS);
		mark();
	}

	/** Articles, and visits that are spread over them, all counted. */
	void fill(int articles, int visits) {
		know(articles);
		view(this.known, visits / articles);
	}

	/** A step of the ranking of a partition, when so many articles are known. */
	void measureStep(int articles) throws Exception {
		know(articles - this.known.size());
		mark();
		keepReading(SECONDS / 4);
		double steps = this.service.meter(STEP + "count");
		double spent = this.service.meter(STEP + "sum");
		long cpu = this.service.processorTime().toMillis();
		double seconds = Clock.seconds(() -> keepReading(SECONDS));
		double share = (this.service.processorTime().toMillis() - cpu) / 10 / seconds;
		steps = this.service.meter(STEP + "count") - steps;
		spent = this.service.meter(STEP + "sum") - spent;
		System.out.printf(
				"With %d known articles, of which %d are read: a step of the ranking of a partition takes %.2f ms, "
						+ "%.1f steps a second, the service %.1f %% of a processor, %.0f MiB of heap%n",
				articles, ACTIVE, (steps > 0) ? spent * 1_000 / steps : Double.NaN, steps / seconds, share,
				this.service.heapAfterCollection());
	}

	private void know(int more) {
		List<String> ids = IntStream.range(this.known.size(), this.known.size() + more)
			.mapToObj((number) -> "known-" + number)
			.toList();
		for (int i = 0; i < ids.size(); i += 100_000) {
			this.newspaper.publish(ids.subList(i, Math.min(ids.size(), i + 100_000)));
		}
		this.known.addAll(ids);
	}

	/** So many new visitors view each of the articles. */
	private void view(List<String> articleIds, int visitors) {
		this.newspaper.begin();
		OffsetDateTime now = OffsetDateTime.now();
		for (int i = 0; i < visitors; i++) {
			articleIds.forEach((id) -> this.newspaper.view(id, this.newspaper.visitor(), now));
		}
		this.newspaper.commit();
		mark();
	}

	/**
	 * Views the active articles one after the other, so that each step has something to
	 * rank.
	 */
	private void keepReading(int seconds) throws InterruptedException {
		for (int tenth = 0; tenth < 10 * seconds; tenth++) {
			this.newspaper.begin();
			OffsetDateTime now = OffsetDateTime.now();
			for (int i = 0; i < ACTIVE / 10; i++) {
				String id = this.known.get((tenth * ACTIVE / 10 + i) % ACTIVE);
				this.newspaper.view(id, this.newspaper.visitor(), now);
			}
			this.newspaper.commit();
			TimeUnit.MILLISECONDS.sleep(100);
		}
	}

	/** Waits until all that was told until now is counted and ranked. */
	void mark() {
		String section = "mark-" + this.marks++;
		List<String> ids = Newspaper.oneInEachPartition(section);
		try (Rankings rankings = new Rankings(this.brokers, "most-viewed/24h/section/" + section)) {
			this.newspaper.publish(ids, section);
			this.newspaper.begin();
			ids.forEach((id) -> this.newspaper.view(id, "marker", OffsetDateTime.now()));
			this.newspaper.commit();
			rankings.await("most-viewed/24h/section/" + section, ids.size(), 1);
		}
	}

}
