package io.broadsheet.trending.exactness;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.broadsheet.events.Event;
import io.broadsheet.events.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * On a real broker, as processes of their own: one instance, two, and two of which one
 * was killed and replaced count like one that never stops. What the outcome would depend
 * on the order of two topics for, waits until the other topic is read.
 */
class ExactnessIT {

	private static final Duration START = Duration.ofSeconds(90);

	private static final Duration SOON = Duration.ofSeconds(60);

	/** How many times 20,000 views; more than once are as many as a city reads. */
	private static final int TIMES = Integer.getInteger("broadsheet.exactness.times", 1);

	private static final int ARTICLES = (TIMES > 1) ? 5_000 : 1_500;

	private static final int VISITORS = (TIMES > 1) ? 30_000 : 5_000;

	/** MiB: an article that is read takes some 40 KB in all lists. */
	private static final int HEAP = (TIMES > 1) ? 1_024 : 256;

	private static final int PLACES = 100;

	private static final int CHUNK = 500;

	/** The articles whose statistics are compared, the most read among them. */
	private static final List<String> ASKED = IntStream.range(0, 60).mapToObj(Newsroom::id).toList();

	private static final int AHEAD = 2 * CHUNK;

	private final EmbeddedKafkaKraftBroker kafka = new EmbeddedKafkaKraftBroker(1, Topic.PARTITIONS);

	private final Random random = new Random(5);

	private final Newsroom newsroom = new Newsroom(this.random);

	private final Readers readers = new Readers(this.random, ARTICLES, VISITORS, Duration.ofMinutes(20));

	private final Oracle oracle = new Oracle(5, 5);

	@BeforeEach
	void startBroker() {
		this.kafka.brokerProperty("transaction.state.log.replication.factor", "1");
		this.kafka.brokerProperty("transaction.state.log.min.isr", "1");
		this.kafka.brokerProperty("group.initial.rebalance.delay.ms", "0");
		this.kafka.brokerProperty("auto.create.topics.enable", "false");
		this.kafka.afterPropertiesSet();
	}

	@AfterEach
	void stopBroker() {
		this.kafka.destroy();
	}

	@Test
	void oneInstanceAndTwoAndOneThatReplacesAKilledOneCountLikeBruteForce() throws IOException {
		try (Instance one = start("one")) {
			await().atMost(START).until(one::isReady);
			try (Log log = new Log(this.kafka.getBrokersAsString())) {
				tell(log, edition());
				edit(log);
				read(log, 12 * TIMES);
				compare(log, one);
				try (Instance two = start("two")) {
					await().atMost(START).until(two::isReady);
					edit(log);
					read(log, 12 * TIMES);
					compare(log, one, two);
					edit(log);
					double countedByTwo = two.counted();
					read(log, 4 * TIMES);
					assertThat(two.counted()).as("counted by the instance that is killed").isGreaterThan(countedByTwo);
					read(log, 2 * TIMES);
					two.kill();
					assertThat(log.ahead()).as("views under way when the instance was killed").isPositive();
				}
				read(log, 1);
				await().atMost(SOON)
					.untilAsserted(() -> assertThat(one.inputLagSeconds()).as("while nobody counts a part of it")
						.isGreaterThanOrEqualTo(3));
				try (Instance three = start("three")) {
					read(log, 10 * TIMES - 1);
					await().atMost(START).until(three::isReady);
					edit(log);
					compare(log, one, three);
				}
			}
		}
	}

	private Instance start(String name) throws IOException {
		return new Instance(this.kafka.getBrokersAsString(), name, HEAP);
	}

	private List<Happening> edition() {
		return happen(ARTICLES, () -> this.newsroom.publish(Instant.now()));
	}

	private void edit(Log log) {
		await().atMost(SOON).until(() -> log.ahead() == 0);
		tell(log, happen(40, this.newsroom::move));
		tell(log, happen(8, this.newsroom::takeOutOfRankingsOrBack));
		tell(log, happen(8, this.newsroom::withdraw));
		tell(log, happen(3, this.newsroom::restore));
		tell(log, List.of(new Happening(Instant.now(), this.newsroom.purge(), null)));
		await().atMost(SOON).until(() -> log.ahead() == 0);
	}

	/** The last of the readers view an article that is published after they did. */
	private void read(Log log, int chunks) {
		for (int chunk = 0; chunk < chunks; chunk++) {
			await().atMost(SOON).until(() -> log.ahead() <= AHEAD);
			String news = Newsroom.id(this.newsroom.published());
			List<Happening> views = happen(CHUNK - 20, () -> this.readers.view(Instant.now()));
			tell(log, views);
			tell(log, happen(CHUNK / 15, () -> this.readers.react(Instant.now())));
			tell(log, happen(CHUNK / 40, () -> this.readers.share(Instant.now())));
			tell(log, happen(20, () -> this.readers.view(news, Instant.now())));
			tell(log, happen(1, () -> this.newsroom.publish(Instant.now())));
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

	private void tell(Log log, List<Happening> happenings) {
		log.write(happenings);
		happenings.forEach(this.oracle::hear);
	}

	/**
	 * What decays is compared in its order alone: its scores are those of other moments.
	 */
	private Map<String, List<Place>> lists() {
		Map<String, List<Place>> lists = this.oracle.lists(Instant.now());
		lists.replaceAll((list, places) -> places.stream()
			.limit(PLACES)
			.map((place) -> list.startsWith("trending/") ? place.withoutScore() : place)
			.toList());
		return lists;
	}

	private void compare(Log log, Instance... instances) {
		await().atMost(SOON).until(() -> log.ahead() == 0);
		await().atMost(SOON).untilAsserted(() -> {
			Map<String, List<Place>> lists = log.rankings();
			Map<String, List<Place>> expected = lists();
			assertThat(lists.keySet()).isEqualTo(expected.keySet());
			assertThat(lists).isEqualTo(expected);
		});
		for (Instance instance : instances) {
			await().atMost(SOON).untilAsserted(() -> {
				for (Map.Entry<String, List<Place>> list : lists().entrySet()) {
					assertThat(instance.answer(list.getKey())).as(list.getKey()).isEqualTo(list.getValue());
				}
			});
			assertThat(instance.answer("most-viewed/24h/section/nobody-writes-here")).isEmpty();
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(instance.statistics(ASKED)).isEqualTo(this.oracle.statistics(ASKED)));
		}
	}

}
