package io.broadsheet.gateway.cache;

import io.broadsheet.gateway.cache.store.Kept;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A fetch that others wait for who ask the same.
 */
final class Flight {

	private final long since;

	private final Sinks.One<Landing> landing = Sinks.one();

	/**
	 * Creates a fetch.
	 * @param since the moment of the cache before it began
	 */
	Flight(long since) {
		this.since = since;
	}

	long since() {
		return this.since;
	}

	/**
	 * Tells all who wait how it ended; only the first time counts.
	 * @param end how it ended
	 */
	void land(Landing end) {
		this.landing.tryEmitValue(end);
	}

	Mono<Landing> landing() {
		return this.landing.asMono();
	}

	/**
	 * How a fetch ends for those who waited.
	 */
	sealed interface Landing {

		/**
		 * The answer is for all.
		 *
		 * @param kept the answer as it is kept
		 */
		record Shared(Kept kept) implements Landing {

		}

		/** The answer is for who asked first alone; everybody has to ask. */
		record NotForOthers() implements Landing {

		}

		/** The answer was outdated when it came, or who asked first has gone. */
		record AskAgain() implements Landing {

		}

		/** The upstream failed. */
		record Failed() implements Landing {

		}

	}

}
