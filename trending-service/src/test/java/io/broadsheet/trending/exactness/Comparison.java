package io.broadsheet.trending.exactness;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import io.broadsheet.events.EventJson;
import io.broadsheet.events.RankingChanged;
import io.broadsheet.trending.statistics.ArticleFigures;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Holds what the service tells and answers against the oracle. What decays is compared in
 * its order alone: its scores are those of other moments.
 */
final class Comparison {

	private static final Duration SOON = Duration.ofSeconds(60);

	/** The articles whose statistics are compared, the most read among them. */
	static final List<String> ASKED = IntStream.range(0, 60).mapToObj(Newsroom::id).toList();

	private final Instant begin = Instant.now();

	private final Log log;

	private final Oracle oracle;

	/**
	 * Compares nothing yet.
	 * @param log where the service tells its lists
	 * @param oracle heard all that happened, none of it before now
	 */
	Comparison(Log log, Oracle oracle) {
		this.log = log;
		this.oracle = oracle;
	}

	void compare(Instance... instances) {
		await().atMost(SOON).until(() -> this.log.ahead() == 0);
		await().atMost(SOON).untilAsserted(this::compareTold);
		for (Instance instance : instances) {
			await().atMost(SOON).untilAsserted(() -> compareAnswers(instance));
			assertThat(instance.answer("most-viewed/24h/section/nobody-writes-here")).isEmpty();
			await().atMost(SOON).untilAsserted(() -> ASKED.forEach((id) -> compareStatistics(instance, id)));
		}
	}

	private void compareTold() {
		Map<String, RankingChanged> told = this.log.rankings();
		Instant now = Instant.now();
		Map<String, List<Place>> lists = this.oracle.lists(now);
		assertThat(told.keySet()).isEqualTo(lists.keySet());
		lists.forEach((list, places) -> {
			RankingChanged ranking = told.get(list);
			compare(list, ranking.items().stream().map(Place::of).toList(), places, null, now);
			List<Shown> all = Shown.all(ranking);
			for (Frame age : Frame.OF_FACTS) {
				List<Place> young = this.oracle.shown(list, places(all), age.length(), now);
				compare(list, young, places, age, now);
			}
			compareVisitors(list, all, now);
		});
	}

	private void compareAnswers(Instance instance) {
		Instant now = Instant.now();
		this.oracle.lists(now).forEach((list, places) -> {
			List<Shown> answer = instance.answer(list);
			compare(list, places(answer), places, null, now);
			compareVisitors(list, answer, now);
			if (!list.contains("/section/")) {
				for (Frame age : Frame.OF_FACTS) {
					List<Shown> young = instance.answer(list, age);
					compare(list, places(young), places, age, now);
					compareVisitors(list, young, now);
				}
			}
		});
	}

	private static List<Place> places(List<Shown> shown) {
		return shown.stream().map(Shown::place).toList();
	}

	private void compare(String list, List<Place> told, List<Place> expected, @Nullable Frame publishedWithin,
			Instant now) {
		@Nullable Duration age = (publishedWithin != null) ? publishedWithin.length() : null;
		assertThat(comparable(list, told)).as("%s, published within %s", list, age)
			.isEqualTo(comparable(list, this.oracle.shown(list, expected, age, now)));
	}

	private static List<Place> comparable(String list, List<Place> places) {
		return places.stream().map((place) -> list.startsWith("trending/") ? place.withoutScore() : place).toList();
	}

	private void compareVisitors(String list, List<Shown> told, Instant now) {
		String window = list.split("/")[1];
		List<String> wrong = new ArrayList<>();
		for (Shown shown : told) {
			Bounds bounds = this.oracle.visitorsSince(this.begin, shown.place().articleId(), window, now);
			if (!bounds.hold(shown.visitors())) {
				wrong.add(shown + " should have " + bounds);
			}
		}
		assertThat(wrong).as("visitors in %s", list).isEmpty();
	}

	private void compareStatistics(Instance instance, String articleId) {
		Optional<JsonNode> answer = instance.statistics(articleId);
		assertThat(answer.isPresent()).as(articleId).isEqualTo(this.oracle.isPublished(articleId));
		answer.ifPresent((statistics) -> {
			OffsetDateTime at = OffsetDateTime.parse(statistics.path("generatedAt").asString());
			this.oracle.statistics(articleId, at.toZonedDateTime())
				.areSaid(EventJson.mapper().treeToValue(statistics, ArticleFigures.class));
		});
	}

}
