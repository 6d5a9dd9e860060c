package io.broadsheet.trending.answers;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.broadsheet.events.EventCodec;
import io.broadsheet.events.RankingChanged;
import io.broadsheet.events.UnreadableEventException;
import io.broadsheet.trending.ranking.ListId;
import io.broadsheet.trending.ranking.SharedCards;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last state of every list, in memory. Far more is told than asked for, so a list is
 * kept as it came until somebody asks.
 */
final class HeldRankings {

	private static final Logger logger = LoggerFactory.getLogger(HeldRankings.class);

	private final Map<String, Held> byKey = new ConcurrentHashMap<>();

	private final SharedCards cards = new SharedCards();

	private final EventCodec codec;

	HeldRankings(EventCodec codec) {
		this.codec = codec;
	}

	void hold(String key, Headers headers, byte[] value) {
		this.byKey.compute(key, (same, before) -> new Told(headers, value, (before != null) ? before.asOlder() : null));
	}

	void drop(String key) {
		this.byKey.remove(key);
	}

	/**
	 * The last state of a list.
	 * @param list which list
	 * @return nothing if it never had anything in it; if what came last can't be read,
	 * the state before it
	 */
	Optional<RankingChanged> find(ListId list) {
		@Nullable Held held = this.byKey.get(list.key());
		if (held instanceof Told told) {
			held = new Read(read(list, told).or(() -> older(list, told)));
			this.byKey.replace(list.key(), told, held);
		}
		return (held instanceof Read read) ? read.ranking() : Optional.empty();
	}

	private Optional<RankingChanged> read(ListId list, Told told) {
		try {
			return this.codec.read(told.headers(), told.value())
				.filter(RankingChanged.class::isInstance)
				.map(RankingChanged.class::cast)
				.map(this::share);
		}
		catch (UnreadableEventException ex) {
			logger.atWarn()
				.addKeyValue("list", list.key())
				.addKeyValue("reason", ex.getMessage())
				.log("A ranking can't be read");
			return Optional.empty();
		}
	}

	private Optional<RankingChanged> older(ListId list, Told told) {
		@Nullable Held older = told.older();
		if (older instanceof Told unread) {
			return read(list, unread).or(() -> older(list, unread));
		}
		return (older instanceof Read read) ? read.ranking() : Optional.empty();
	}

	private RankingChanged share(RankingChanged ranking) {
		synchronized (this.cards) {
			return this.cards.share(ranking);
		}
	}

	int size() {
		return this.byKey.size();
	}

	private sealed interface Held {

		/** What is kept of it when the next comes, in case that can't be read. */
		@Nullable Held asOlder();

	}

	/** As it came; told apart by identity, since a later one may have the same bytes. */
	private static final class Told implements Held {

		private final Headers headers;

		private final byte[] value;

		private final @Nullable Held older;

		Told(Headers headers, byte[] value, @Nullable Held older) {
			this.headers = headers;
			this.value = value;
			this.older = older;
		}

		/** Of what came before it only what was read, so that no chain grows. */
		@Override
		public Held asOlder() {
			return new Told(this.headers, this.value, (this.older instanceof Read) ? this.older : null);
		}

		@Nullable Held older() {
			return this.older;
		}

		Headers headers() {
			return this.headers;
		}

		byte[] value() {
			return this.value;
		}

	}

	private record Read(Optional<RankingChanged> ranking) implements Held {

		@Override
		public @Nullable Held asOlder() {
			return this.ranking.isPresent() ? this : null;
		}

	}

}
