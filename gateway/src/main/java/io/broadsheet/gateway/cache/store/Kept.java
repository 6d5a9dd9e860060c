package io.broadsheet.gateway.cache.store;

import java.time.Duration;

import io.broadsheet.gateway.cache.answer.Answer;
import org.jspecify.annotations.Nullable;

/**
 * What stands at a key of the cache.
 */
public final class Kept {

	private final String key;

	private final Answer answer;

	private final boolean mayOutlive;

	private final boolean hasEnvelope;

	private volatile @Nullable StandIn standIn;

	private volatile boolean purged;

	private volatile long askAgainAt;

	/**
	 * Creates what stands at a key.
	 * @param key the key
	 * @param answer the answer
	 * @param mayOutlive whether the answer may stand in for a newer one that can't be
	 * had, after something on it changed that was not an article which it shows
	 * @param hasEnvelope whether it says of itself how far it is behind
	 */
	public Kept(String key, Answer answer, boolean mayOutlive, boolean hasEnvelope) {
		this.key = key;
		this.answer = answer;
		this.mayOutlive = mayOutlive && answer.isSuccess();
		this.hasEnvelope = hasEnvelope && answer.isSuccess();
	}

	/**
	 * The answer.
	 * @return the answer
	 */
	public Answer answer() {
		return this.answer;
	}

	String key() {
		return this.key;
	}

	/** With what may come to stand in for it. */
	int weight() {
		return (this.hasEnvelope ? 2 : 1) * this.answer.weight() + 2 * this.key.length();
	}

	/** Made once a second, since its age is all that changes. */
	Answer standIn(long now) {
		if (!this.hasEnvelope) {
			return this.answer;
		}
		long age = this.answer.age(now).toSeconds();
		StandIn made = this.standIn;
		if (made == null || made.age() != age) {
			made = new StandIn(age, this.answer.degraded(now));
			this.standIn = made;
		}
		return made.answer();
	}

	/**
	 * Marks it as outdated.
	 * @return whether it may yet stand in for a newer one
	 */
	boolean purge() {
		this.purged = true;
		return this.mayOutlive;
	}

	boolean isFresh(long now, boolean purgesAreHeard, Duration unheard) {
		return !this.purged && this.answer.freshFor(now).toMillis() > 0
				&& (purgesAreHeard || this.answer.age(now).compareTo(unheard) < 0);
	}

	boolean isWithin(long now, Duration longest) {
		return this.answer.freshFor(now).plus(longest).toMillis() > 0;
	}

	/**
	 * Notes that there is no newer answer to be had just now.
	 * @param time when to ask for it again, in milliseconds of the epoch
	 */
	void askAgainAt(long time) {
		this.askAgainAt = time;
	}

	boolean isWaiting(long now) {
		return now < this.askAgainAt;
	}

	/**
	 * The answer as it stands in for a newer one.
	 *
	 * @param age the age that it tells, in seconds
	 * @param answer the answer
	 */
	private record StandIn(long age, Answer answer) {

	}

}
