package io.broadsheet.trending.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How finely time is cut where visitors are told apart: the shorter the window, the
 * shorter its panes. Panes are numbered since 1970 and start at multiples of their length
 * in UTC.
 */
enum Grain {

	/** Five minutes, for the last hour. */
	MINUTES('M', Duration.ofMinutes(5), Duration.ofHours(1)),

	/** An hour, for the last 24. */
	HOURS('H', Duration.ofHours(1), Duration.ofHours(24)),

	/** A day, for the last 30. */
	DAYS('D', Duration.ofDays(1), Duration.ofDays(30)),

	/** An hour, for what strangers did in the last 24: articles that nobody knows yet. */
	STRANGERS('S', Duration.ofHours(1), Duration.ofHours(24));

	/** Those that tell visitors apart. */
	static final List<Grain> OF_VISITORS = List.of(MINUTES, HOURS, DAYS);

	private final char prefix;

	private final long seconds;

	private final Duration kept;

	Grain(char prefix, Duration length, Duration kept) {
		this.prefix = prefix;
		this.seconds = length.toSeconds();
		this.kept = kept;
	}

	/**
	 * The finest grain whose panes are kept for so long.
	 * @param window how far back to look
	 * @return the grain
	 */
	static Grain reaching(Duration window) {
		if (window.compareTo(MINUTES.kept) <= 0) {
			return MINUTES;
		}
		return (window.compareTo(HOURS.kept) <= 0) ? HOURS : DAYS;
	}

	int pane(Instant moment) {
		return Math.toIntExact(Math.floorDiv(moment.getEpochSecond(), this.seconds));
	}

	/**
	 * The first pane that is kept.
	 * @param now the moment to look back from
	 * @return the number of the pane that holds the moment which is just not forgotten
	 * yet
	 */
	int firstKept(Instant now) {
		return pane(now.minus(this.kept));
	}

	/**
	 * Where a pane of an article is stored. Panes of one grain are sorted by time first,
	 * so that those that nobody asks about any more stand together.
	 * @param pane the number of the pane
	 * @param articleId the article, or nothing for what all keys of the pane begin with
	 * @return the key
	 */
	String key(int pane, String articleId) {
		return this.prefix + HexFormat.of().toHexDigits(pane) + articleId;
	}

	/**
	 * Where some panes of an article are stored.
	 * @param articleId the article
	 * @param first the first pane
	 * @param last the last pane
	 * @return the keys, by time
	 */
	List<String> keys(String articleId, int first, int last) {
		return IntStream.rangeClosed(first, last).mapToObj((pane) -> key(pane, articleId)).toList();
	}

	boolean holds(String key) {
		return key.charAt(0) == this.prefix;
	}

	/**
	 * The article of a key.
	 * @param key what {@link #key} gave
	 * @return the article's id
	 */
	static String articleId(String key) {
		return key.substring(9);
	}

}
