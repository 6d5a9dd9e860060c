package io.broadsheet.trending;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.broadsheet.events.Event;
import io.broadsheet.events.EventJson;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static io.broadsheet.trending.SampleArticles.longRead;
import static io.broadsheet.trending.SampleArticles.notRankable;
import static io.broadsheet.trending.SampleArticles.published;
import static io.broadsheet.trending.SampleArticles.reacted;
import static io.broadsheet.trending.SampleArticles.revised;
import static io.broadsheet.trending.SampleArticles.shared;
import static io.broadsheet.trending.SampleArticles.viewed;
import static io.broadsheet.trending.SampleArticles.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What readers of the lists see, on real brokers.
 */
abstract class TrendingStory {

	private static final Duration START = Duration.ofSeconds(60);

	private static final Duration SOON = Duration.ofSeconds(15);

	/** Readers are promised two seconds; a slow machine is given more. */
	private static final Duration TAKEN_OUT = Duration.ofSeconds(10);

	private static final int BACKLOG = 200_000;

	private static final int ARCHIVE = 600;

	@TempDir
	private Path state;

	abstract String brokers();

	@Test
	void viewsBecomeAListThatWithdrawnArticlesAndThoseThatAreNotRankableLeave() {
		try (Newspaper newspaper = new Newspaper(brokers()); RunningService service = service("one")) {
			await().atMost(START).until(service::isReady);
			List<String> expected = publishNineArticles(newspaper, "story");
			await().atMost(SOON).untilAsserted(() -> assertThat(service.section("story")).isEqualTo(expected));
			assertThatTheAnswerExplainsItself(service);

			await().atMost(SOON).untilAsserted(() -> assertThatTheFirstStandsInAllLists(service, expected));
			newspaper.tell(notRankable("story-9", "story"));
			await().atMost(TAKEN_OUT).untilAsserted(() -> assertThatTheFirstHasLeftAllLists(service, expected));
			newspaper.tell(revised("story-9", "story"));
			await().atMost(SOON).untilAsserted(() -> assertThatTheFirstStandsInAllLists(service, expected));
			newspaper.tell(withdrawn("story-9", "story"));
			await().atMost(TAKEN_OUT).untilAsserted(() -> assertThatTheFirstHasLeftAllLists(service, expected));
		}
	}

	private static void assertThatTheFirstStandsInAllLists(RunningService service, List<String> story) {
		assertThat(service.section("story")).isEqualTo(story);
		assertThat(service.list("most-viewed?window=30d&limit=100")).contains(story.get(0));
		assertThat(service.list("trending?window=1h&section=story")).contains(story.get(0));
	}

	private static void assertThatTheFirstHasLeftAllLists(RunningService service, List<String> story) {
		assertThat(service.section("story")).isEqualTo(story.subList(1, story.size()));
		assertThat(service.list("most-viewed?window=30d&limit=100")).doesNotContain(story.get(0));
		assertThat(service.list("trending?window=1h&section=story")).doesNotContain(story.get(0));
	}

	@Test
	void reactionsAndSharesBecomeListsAndAReactionIsTakenBack() {
		try (Newspaper newspaper = new Newspaper(brokers()); RunningService service = service("one")) {
			await().atMost(START).until(service::isReady);
			OffsetDateTime now = OffsetDateTime.now();
			newspaper.tell(published("liked", "feelings"), published("spread", "feelings"));
			for (String reader : List.of("r1", "r2", "r3")) {
				newspaper.tell(reacted("liked", reader, true, now), shared("spread", reader, "mail", now));
			}
			newspaper.tell(reacted("liked", "r4", true, now), shared("liked", "r1", "mail", now));
			await().atMost(SOON).untilAsserted(() -> {
				assertThat(scores(service, "most-reacted")).containsExactly("liked 4.0");
				assertThat(scores(service, "most-shared")).containsExactly("spread 3.0", "liked 1.0");
				assertThat(service.list("trending?window=1h&section=feelings")).containsExactly("liked 0");
			});
			newspaper.tell(reacted("liked", "r4", false, now.plusSeconds(1)));
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(scores(service, "most-reacted")).containsExactly("liked 3.0"));
		}
	}

	private static List<String> scores(RunningService service, String list) {
		return service.answer(list + "?window=7d&section=feelings")
			.path("items")
			.valueStream()
			.map((item) -> item.at("/article/id").asString() + " " + item.path("score").asDouble())
			.toList();
	}

	@Test
	void aRestartLosesNothingAndCountsNothingTwice() {
		try (Newspaper newspaper = new Newspaper(brokers())) {
			List<String> expected;
			try (RunningService before = service("one")) {
				await().atMost(START).until(before::isReady);
				expected = publishNineArticles(newspaper, "restart");
				newspaper.tell(published("lonely-1", "lonely"));
				newspaper.view("lonely-1", 1);
				await().atMost(SOON).untilAsserted(() -> assertThat(before.section("restart")).isEqualTo(expected));
				await().atMost(SOON).untilAsserted(() -> assertThat(before.section("lonely")).hasSize(1));
			}
			newspaper.view("restart-9", 10);
			newspaper.tell(withdrawn("lonely-1", "lonely"));
			try (RunningService after = service("one")) {
				await().atMost(START).until(after::isReady);
				assertThat(after.section("restart")).hasSize(9);
				List<String> withNews = new ArrayList<>(expected);
				withNews.set(0, "restart-9 10");
				await().atMost(SOON).untilAsserted(() -> assertThat(after.section("restart")).isEqualTo(withNews));
				await().atMost(SOON)
					.untilAsserted(
							() -> assertThat(after.section("lonely")).as("a list that emptied while nobody looked")
								.isEmpty());
			}
		}
	}

	@Test
	void aWithdrawalIsSeenBeforeTheViewsAreCountedThatWaitBeforeIt() {
		try (Newspaper newspaper = new Newspaper(brokers()); RunningService service = service("one")) {
			await().atMost(START).until(service::isReady);
			assertThat(partition("beloved")).isEqualTo(partition("hot"));
			newspaper.tell(published("beloved", "haste"), published("hot", "haste"));
			newspaper.view("beloved", 1);
			await().atMost(SOON).untilAsserted(() -> assertThat(service.section("haste")).hasSize(1));
			newspaper.viewAtOnce("hot", BACKLOG);
			newspaper.tell(withdrawn("beloved", "haste"));
			await().atMost(SOON)
				.pollInterval(Duration.ofMillis(20))
				.until(() -> service.section("haste").stream().noneMatch((place) -> place.startsWith("beloved")));
			assertThat(service.counted()).as("views that are counted by then").isLessThan(BACKLOG);
			await().atMost(START)
				.untilAsserted(() -> assertThat(service.section("haste")).containsExactly("hot " + BACKLOG));
		}
	}

	@Test
	void whoBeginsKnowsAllArticlesBeforeTheFirstViewIsCounted() {
		List<String> ids = IntStream.range(0, ARCHIVE).mapToObj((n) -> "archived-" + n).toList();
		OffsetDateTime now = OffsetDateTime.now();
		try (RunningService before = service("one")) {
			await().atMost(START).until(before::isReady);
		}
		try (Newspaper newspaper = new Newspaper(brokers())) {
			newspaper.tell(ids.stream().map((id) -> viewed(id, "reader", now)).toArray(Event[]::new));
			newspaper.tell(ids.stream().map((id) -> longRead(id, "archive")).toArray(Event[]::new));
			try (RunningService service = new RunningService(brokers(), this.state.resolve("one"),
					"--broadsheet.trending.views.max-waiting=0",
					"--spring.kafka.streams.properties.buffered.records.per.partition=20")) {
				await().atMost(START)
					.untilAsserted(() -> assertThat(service.counted()).isGreaterThanOrEqualTo(ARCHIVE));
				assertThat(service.views("unknown-article")).isZero();
			}
		}
	}

	@Test
	void everyInstanceAnswersTheSameWhicheverCountedIt() {
		try (Newspaper newspaper = new Newspaper(brokers());
				RunningService one = service("one");
				RunningService two = service("two")) {
			await().atMost(START).until(() -> one.isReady() && two.isReady());
			List<String> expected = publishNineArticles(newspaper, "pair");
			await().atMost(SOON).untilAsserted(() -> assertThat(one.section("pair")).isEqualTo(expected));
			await().atMost(SOON).untilAsserted(() -> assertThat(two.section("pair")).isEqualTo(expected));
		}
	}

	@Test
	void theServiceStartsWithoutKafkaAndRecoversWhenItComes() throws Exception {
		try (LateBroker late = new LateBroker(brokers()); Newspaper newspaper = new Newspaper(brokers())) {
			try (RunningService service = new RunningService(late.address(), this.state.resolve("late"))) {
				assertThat(service.isAlive()).isTrue();
				assertThat(service.isReady()).isFalse();
				assertThat(service.readiness().at("/components/kafka/status").asString()).isEqualTo("DOWN");
				assertThat(service.ranking("").path("degraded").asBoolean()).isTrue();
				late.come();
				await().atMost(START).until(service::isReady);
				List<String> expected = publishNineArticles(newspaper, "late");
				await().atMost(SOON).untilAsserted(() -> assertThat(service.section("late")).isEqualTo(expected));
				assertThat(service.ranking("").path("degraded").asBoolean()).isFalse();
			}
		}
	}

	private static int partition(String articleId) {
		return BuiltInPartitioner.partitionForKey(articleId.getBytes(StandardCharsets.UTF_8), Topic.PARTITIONS);
	}

	private RunningService service(String name) {
		return new RunningService(brokers(), this.state.resolve(name));
	}

	/**
	 * So many that they lie in several partitions; the one with the highest number leads.
	 */
	private static List<String> publishNineArticles(Newspaper newspaper, String section) {
		List<String> expected = new ArrayList<>();
		for (int i = 1; i <= 9; i++) {
			newspaper.tell(published(section + "-" + i, section));
			newspaper.view(section + "-" + i, i);
			expected.add(0, section + "-" + i + " " + i);
		}
		return expected;
	}

	private static void assertThatTheAnswerExplainsItself(RunningService service) {
		HttpResponse<String> response = service.get("local.server.port",
				"/api/v1/rankings/most-viewed?section=story&limit=2");
		JsonNode answer = EventJson.mapper().readTree(response.body());
		assertThat(response.headers().firstValue("Surrogate-Key"))
			.contains("ranking:most-viewed article:story-9 article:story-8");
		assertThat(answer.path("items").size()).isEqualTo(2);
		assertThat(answer.path("degraded").asBoolean()).isFalse();
		OffsetDateTime start = OffsetDateTime.parse(answer.path("windowStart").asString());
		OffsetDateTime end = OffsetDateTime.parse(answer.path("windowEnd").asString());
		assertThat(Duration.between(start, end)).isBetween(Duration.ofHours(24), Duration.ofHours(24).plusMinutes(5));
	}

}
