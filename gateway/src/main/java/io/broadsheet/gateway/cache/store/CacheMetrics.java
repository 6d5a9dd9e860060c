package io.broadsheet.gateway.cache.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.http.HttpStatusCode;

/**
 * Counts what the cache does. To alert on: {@code broadsheet.gateway.cache.heard} is 0.
 */
public final class CacheMetrics {

	private static final String PREFIX = "broadsheet.gateway.cache.";

	private final MeterRegistry registry;

	private final Map<Fetched, Timer> fetches = new ConcurrentHashMap<>();

	private final Counter hits;

	private final Counter shared;

	private final Counter misses;

	private final Counter stale;

	private final Counter outdated;

	private final Counter purged;

	private final Counter evictions;

	/**
	 * Creates the meters.
	 * @param registry where they are read
	 */
	public CacheMetrics(MeterRegistry registry) {
		this.registry = registry;
		this.hits = answers("hit");
		this.shared = answers("shared");
		this.misses = answers("miss");
		this.stale = answers("stale");
		this.outdated = Counter.builder(PREFIX + "outdated")
			.description("Answers that were purged while they were fetched, and not kept")
			.register(registry);
		this.purged = Counter.builder(PREFIX + "purges").description("Answers that were purged").register(registry);
		this.evictions = Counter.builder(PREFIX + "evictions")
			.description("Answers that were dropped to make room")
			.register(registry);
	}

	private Counter answers(String from) {
		return Counter.builder(PREFIX + "answers")
			.description("Answers of cached routes: from the cache, from the fetch of another, "
					+ "from the upstream, or stale because the upstream failed")
			.tag("from", from)
			.register(this.registry);
	}

	void watch(Map<String, ?> answers, Supplier<Number> bytes, BooleanSupplier heard) {
		Gauge.builder(PREFIX + "entries", answers, Map::size)
			.description("Answers that are kept")
			.register(this.registry);
		Gauge.builder(PREFIX + "bytes", bytes)
			.description("Memory that they take")
			.baseUnit("bytes")
			.register(this.registry);
		Gauge.builder(PREFIX + "heard", () -> heard.getAsBoolean() ? 1 : 0)
			.description("1 while every purge is heard, else 0")
			.register(this.registry);
	}

	/**
	 * A client was answered whose answer was not in the cache.
	 * @param route the route's path pattern
	 * @param status the answer's status
	 * @param nanos how long that took
	 */
	public void fetched(String route, HttpStatusCode status, long nanos) {
		this.fetches.computeIfAbsent(new Fetched(route, status.value()), this::timer)
			.record(nanos, TimeUnit.NANOSECONDS);
	}

	private Timer timer(Fetched fetched) {
		return Timer.builder(PREFIX + "fetches")
			.description("How long clients waited for what was not in the cache")
			.tag("route", fetched.route())
			.tag("status", Integer.toString(fetched.status()))
			.register(this.registry);
	}

	/** An answer came from the cache. */
	public void hit() {
		this.hits.increment();
	}

	/** An answer came from the fetch of another client. */
	public void shared() {
		this.shared.increment();
	}

	/** An answer came from the upstream. */
	public void missed() {
		this.misses.increment();
	}

	/** An answer from before was given because the upstream failed. */
	public void stale() {
		this.stale.increment();
	}

	/** An answer was purged while it was fetched. */
	public void outdated() {
		this.outdated.increment();
	}

	void purged(int answers) {
		this.purged.increment(answers);
	}

	void evicted() {
		this.evictions.increment();
	}

	private record Fetched(String route, int status) {

	}

}
