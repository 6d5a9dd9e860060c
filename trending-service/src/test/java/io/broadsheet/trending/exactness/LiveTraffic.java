package io.broadsheet.trending.exactness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

import io.broadsheet.events.Event;

import static org.awaitility.Awaitility.await;

/**
 * A newspaper and its readers on real brokers, never far ahead of the service. What the
 * outcome would depend on the order of two topics for, waits until the other topic is
 * read.
 */
final class LiveTraffic {

	private static final Duration SOON = Duration.ofSeconds(60);

	private static final int CHUNK = 500;

	private static final int AHEAD = 2 * CHUNK;

	private final Random random = new Random(5);

	private final Newsroom newsroom = new Newsroom(this.random);

	private final Readers readers;

	private final Log log;

	private final Oracle oracle;

	/**
	 * Opens the newspaper.
	 * @param log takes what happens
	 * @param oracle hears what happens
	 * @param articles how many articles readers look for
	 * @param visitors how many readers there are
	 */
	LiveTraffic(Log log, Oracle oracle, int articles, int visitors) {
		this.log = log;
		this.oracle = oracle;
		this.readers = new Readers(this.random, articles, visitors, Duration.ofMinutes(20));
	}

	void publish(int articles) {
		tell(happen(articles, () -> this.newsroom.publish(Instant.now())));
	}

	void edit() {
		await().atMost(SOON).until(() -> this.log.ahead() == 0);
		tell(happen(40, this.newsroom::move));
		tell(happen(8, this.newsroom::takeOutOfRankingsOrBack));
		tell(happen(8, this.newsroom::withdraw));
		tell(happen(3, this.newsroom::restore));
		tell(List.of(new Happening(Instant.now(), this.newsroom.purge(), null)));
		await().atMost(SOON).until(() -> this.log.ahead() == 0);
	}

	/** The last of the readers view an article that is published after they did. */
	void read(int chunks) {
		for (int chunk = 0; chunk < chunks; chunk++) {
			await().atMost(SOON).until(() -> this.log.ahead() <= AHEAD);
			String news = Newsroom.id(this.newsroom.published());
			tell(happen(CHUNK - 20, () -> this.readers.view(Instant.now())));
			tell(happen(CHUNK / 15, () -> this.readers.react(Instant.now())));
			tell(happen(CHUNK / 40, () -> this.readers.share(Instant.now())));
			tell(happen(20, () -> this.readers.view(news, Instant.now())));
			publish(1);
		}
	}

	private static List<Happening> happen(int times, Supplier<Event> event) {
		List<Happening> happenings = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			Event happened = event.get();
			happenings.add(Happening.of(Instant.now(), happened));
		}
		return happenings;
	}

	private void tell(List<Happening> happenings) {
		this.log.write(happenings);
		happenings.forEach(this.oracle::hear);
	}

}
