package io.broadsheet.gateway.cache.store;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.broadsheet.gateway.cache.answer.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Answers by key, and by what they depend on. To look one up takes no lock; keeping and
 * purging exclude each other, so that nothing outdated is kept.
 */
public final class AnswerCache {

	/** What purges an answer for good: it may have been withdrawn. */
	private static final String ARTICLE = "article:";

	private static final int REMEMBERED_PURGES = 100_000;

	private final StoreSettings settings;

	private final Clock clock;

	private final Cache<String, Kept> answers;

	private final Map<String, Set<Kept>> dependants = new ConcurrentHashMap<>();

	private final RecentPurges purges = new RecentPurges(REMEMBERED_PURGES);

	private final CacheMetrics metrics;

	private volatile boolean heard;

	/**
	 * Creates an empty cache.
	 * @param settings its bounds
	 * @param clock the clock
	 * @param metrics what it does is counted here
	 */
	public AnswerCache(StoreSettings settings, Clock clock, CacheMetrics metrics) {
		this.settings = settings;
		this.clock = clock;
		this.metrics = metrics;
		this.answers = Caffeine.newBuilder()
			.maximumWeight(settings.size().toBytes())
			.weigher((String key, Kept kept) -> kept.weight())
			.executor(Runnable::run)
			.removalListener(this::removed)
			.build();
		metrics.watch(this.answers.asMap(),
				() -> this.answers.policy().eviction().map((eviction) -> eviction.weightedSize().orElse(0)).orElse(0L),
				() -> this.heard);
	}

	/**
	 * What is kept for a request, whether it is true or not.
	 * @param resource the key of an answer for everybody
	 * @param variant the key of an answer for those who accept the same
	 * @return what is kept, or null
	 */
	public @Nullable Kept find(String resource, String variant) {
		Kept forAll = this.answers.getIfPresent(resource);
		if (forAll != null && isFresh(forAll)) {
			return forAll;
		}
		Kept forSome = this.answers.getIfPresent(variant);
		return (forSome != null) ? forSome : forAll;
	}

	/**
	 * Whether an answer is known to be true.
	 * @param kept what stood at a key
	 * @return true if it can be given as it is
	 */
	public boolean isFresh(Kept kept) {
		return kept.isFresh(this.clock.millis(), this.heard, this.settings.unheard());
	}

	/**
	 * Whether an answer may stand in for a newer one that can't be had. While purges are
	 * not heard, none may: what it shows may have been withdrawn.
	 * @param kept what stood at a key
	 * @return true if it can be given, and said to be stale
	 */
	public boolean mayStandIn(Kept kept) {
		return this.heard && kept.isWithin(this.clock.millis(), this.settings.outlive());
	}

	/**
	 * Whether the upstream failed to give a newer answer a moment ago, so that it need
	 * not be asked now.
	 * @param kept what stood at a key
	 * @return true if the answer should stand in at once
	 */
	public boolean standsIn(Kept kept) {
		return kept.isWaiting(this.clock.millis()) && mayStandIn(kept);
	}

	/**
	 * Notes that the upstream failed to give a newer answer.
	 * @param kept what stands in for it
	 */
	public void letStandIn(Kept kept) {
		kept.askAgainAt(this.clock.millis() + this.settings.askAgain().toMillis());
	}

	/**
	 * What is given in place of a newer answer.
	 * @param kept what stood at a key
	 * @return the answer, which says so itself if it has an envelope
	 */
	public Answer standIn(Kept kept) {
		return kept.standIn(this.clock.millis());
	}

	/**
	 * The moment, to be asked for before an answer is fetched.
	 * @return a number that grows with each purge
	 */
	public synchronized long moment() {
		return this.purges.now();
	}

	/**
	 * Keeps an answer, unless something that it depends on was purged while it was
	 * fetched.
	 * @param fetched the answer at its key
	 * @param since the moment before it was fetched
	 * @return whether it was not outdated
	 */
	public synchronized boolean keep(Kept fetched, long since) {
		Set<String> keys = fetched.answer().terms().surrogateKeys();
		if (this.purges.hasAnySince(keys, since)) {
			return false;
		}
		for (String key : keys) {
			this.dependants.compute(key, (name, others) -> {
				Set<Kept> all = (others != null) ? others : ConcurrentHashMap.newKeySet();
				all.add(fetched);
				return all;
			});
		}
		this.answers.put(fetched.key(), fetched);
		return true;
	}

	/**
	 * Purges what depends on any of these keys. What shows an article that changed is
	 * dropped, since it may have been withdrawn; the rest may yet stand in.
	 * @param keys the keys
	 */
	public synchronized void purge(Collection<String> keys) {
		for (String key : keys) {
			this.purges.add(key);
		}
		// lists first: who sees an article changed sees no list from before
		keys.stream().filter((key) -> !key.startsWith(ARTICLE)).forEach((key) -> purge(key, false));
		keys.stream().filter((key) -> key.startsWith(ARTICLE)).forEach((key) -> purge(key, true));
	}

	private void purge(String key, boolean forGood) {
		Set<Kept> outdated = this.dependants.remove(key);
		if (outdated == null) {
			return;
		}
		for (Kept kept : outdated) {
			if (!kept.purge() || forGood) {
				this.answers.asMap().remove(kept.key(), kept);
			}
		}
		this.metrics.purged(outdated.size());
	}

	/**
	 * Drops everything, because purges were missed.
	 */
	public synchronized void drop() {
		this.purges.addAll();
		this.answers.invalidateAll();
	}

	/**
	 * Tells whether every purge up to now is heard.
	 * @param heard false if purges may be missing
	 */
	public void hear(boolean heard) {
		this.heard = heard;
	}

	/**
	 * Whether every purge is heard.
	 * @return false if purges may be missing
	 */
	public boolean isHeard() {
		return this.heard;
	}

	private void removed(@Nullable String at, @Nullable Kept kept, RemovalCause cause) {
		if (kept == null) {
			return;
		}
		for (String key : kept.answer().terms().surrogateKeys()) {
			this.dependants.computeIfPresent(key, (name, others) -> {
				others.remove(kept);
				return others.isEmpty() ? null : others;
			});
		}
		if (cause == RemovalCause.SIZE) {
			this.metrics.evicted();
		}
		else {
			kept.purge();
		}
	}

}
