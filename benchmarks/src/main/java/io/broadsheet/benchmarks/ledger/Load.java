package io.broadsheet.benchmarks.ledger;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import org.HdrHistogram.Histogram;

/**
 * Articles of one size, each another one.
 */
final class Load {

	private static final int PARAGRAPH_WORDS = 60;

	private final String draft;

	/**
	 * Prepares the load.
	 * @param bodyBytes how long an article's body is
	 */
	Load(int bodyBytes) {
		StringBuilder body = new StringBuilder();
		while (body.length() < bodyBytes) {
			body.append("<p>").append(paragraph()).append("</p>");
		}
		this.draft = "{\"headline\":\"An article of the benchmark\",\"language\":\"en\",\"section\":\"benchmark\",\"body\":\"%s\"}"
			.formatted(body);
	}

	/** Words that compress about as well as text does. */
	private static String paragraph() {
		return ThreadLocalRandom.current()
			.ints(PARAGRAPH_WORDS, 0, 5_000)
			.mapToObj((word) -> Integer.toString(word * 7_919, 36))
			.collect(Collectors.joining(" "));
	}

	String draft() {
		return this.draft;
	}

	/** Publishes for as long as this, so many articles at a time. */
	Rate rate(Peer peer, int concurrent, Duration duration) throws InterruptedException {
		AtomicLong acknowledged = new AtomicLong();
		AtomicLong refused = new AtomicLong();
		CountDownLatch running = new CountDownLatch(concurrent);
		long start = System.nanoTime();
		for (int client = 0; client < concurrent; client++) {
			publishUntil(start + duration.toNanos(), peer, acknowledged, refused, running);
		}
		running.await();
		return new Rate(acknowledged.get(), acknowledged.get() * 1e9 / (System.nanoTime() - start), refused.get());
	}

	private void publishUntil(long end, Peer peer, AtomicLong acknowledged, AtomicLong refused,
			CountDownLatch running) {
		if (System.nanoTime() >= end) {
			running.countDown();
			return;
		}
		peer.publish(UUID.randomUUID().toString(), this.draft).whenComplete((answer, thrown) -> {
			((thrown != null) ? refused : acknowledged).incrementAndGet();
			publishUntil(end, peer, acknowledged, refused, running);
		});
	}

	/** Microseconds from handing over to the acknowledgement, one after the other. */
	Histogram latency(Peer peer, int articles) throws Exception {
		Histogram microseconds = new Histogram(3);
		for (int article = 0; article < articles; article++) {
			long start = System.nanoTime();
			peer.publish(UUID.randomUUID().toString(), this.draft).get(30, TimeUnit.SECONDS);
			microseconds.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
		}
		return microseconds;
	}

	/**
	 * What came of many articles at a time.
	 *
	 * @param acknowledged how many were acknowledged
	 * @param perSecond how many of them a second
	 * @param refused how many were not, in all
	 */
	record Rate(long acknowledged, double perSecond, long refused) {

		@Override
		public String toString() {
			return "%.0f/s%s".formatted(this.perSecond, (this.refused > 0) ? " (" + this.refused + " refused)" : "");
		}

	}

}
