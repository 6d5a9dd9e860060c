package io.broadsheet.trending.exactness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.broadsheet.events.Event;

/**
 * A newspaper and its readers, the same for the same seed.
 */
public final class Traffic {

	/** Long enough for a view to miss its article, with two of them between. */
	private static final Duration BEAT = Duration.ofSeconds(40);

	private static final int BEATS = 3;

	/**
	 * The articles that are there before the first episode, of all that readers look for.
	 */
	private static final double THERE = 0.7;

	private final Random random;

	private final Newsroom newsroom;

	private final Readers readers;

	private final int articles;

	/**
	 * Opens the newspaper.
	 * @param seed what all draws depend on
	 * @param articles how many articles readers look for
	 * @param visitors how many readers there are
	 */
	public Traffic(long seed, int articles, int visitors) {
		this.random = new Random(seed);
		this.newsroom = new Newsroom(this.random);
		this.readers = new Readers(this.random, articles, visitors, Duration.ZERO);
		this.articles = articles;
	}

	/** The articles that are read most, if there are so many yet. */
	public static Stream<String> articles(int number) {
		return IntStream.range(0, number).mapToObj(Newsroom::id);
	}

	/** The articles of the days before. */
	public Beat archive(Instant now) {
		List<Happening> happenings = new ArrayList<>();
		add(happenings, (int) (THERE * this.articles), now, () -> this.newsroom.publish(now));
		return new Beat(now, happenings);
	}

	/** Some minutes of a newspaper's day. */
	public List<Beat> episode(Instant begin, int views) {
		List<Beat> beats = new ArrayList<>();
		for (int beat = 0; beat < BEATS; beat++) {
			Instant now = begin.plus(BEAT.multipliedBy(beat));
			List<Happening> happenings = new ArrayList<>(edit(now));
			int share = views * (beat + 1) / BEATS - views * beat / BEATS;
			happenings.addAll(read(now, share));
			beats.add(new Beat(now, happenings));
		}
		return beats;
	}

	private List<Happening> edit(Instant now) {
		List<Happening> happenings = new ArrayList<>();
		int left = this.articles - this.newsroom.published();
		add(happenings, Math.min(30, left), now, () -> this.newsroom.publish(now));
		add(happenings, 15, now, this.newsroom::move);
		add(happenings, 6, now, this.newsroom::takeOutOfRankingsOrBack);
		add(happenings, 6, now, this.newsroom::withdraw);
		add(happenings, 3, now, this.newsroom::restore);
		happenings.add(new Happening(now, this.newsroom.purge(), null));
		return happenings;
	}

	/** A part of the readers flock to one article, which may not be published yet. */
	private List<Happening> read(Instant begin, int views) {
		List<Happening> happenings = new ArrayList<>();
		String hot = Newsroom.id(Math.min(this.newsroom.published() + 15, this.articles - 1));
		for (int i = 0; i < views; i++) {
			Instant now = begin.plusMillis(BEAT.toMillis() * i / views);
			Event view = (this.random.nextInt(20) == 0) ? this.readers.view(hot, now) : this.readers.view(now);
			happenings.add(Happening.of(now, view));
			if (i % 15 == 0) {
				happenings.add(Happening.of(now, this.readers.react(now)));
			}
			if (i % 40 == 0) {
				happenings.add(Happening.of(now, this.readers.share(now)));
			}
		}
		return happenings;
	}

	private static void add(List<Happening> happenings, int number, Instant now, Supplier<Event> editor) {
		for (int i = 0; i < number; i++) {
			happenings.add(Happening.of(now, editor.get()));
		}
	}

}
