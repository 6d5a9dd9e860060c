package io.broadsheet.trending.topology;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

import io.broadsheet.events.RankingChanged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.broadsheet.trending.SampleArticles.notRankable;
import static io.broadsheet.trending.SampleArticles.published;
import static io.broadsheet.trending.SampleArticles.reacted;
import static io.broadsheet.trending.SampleArticles.revised;
import static io.broadsheet.trending.SampleArticles.shared;
import static io.broadsheet.trending.SampleArticles.viewed;
import static io.broadsheet.trending.SampleArticles.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Which list an article stands in, for how long, and before whom.
 */
class ListsTests {

	private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00Z");

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final DrivenTopology topology = new DrivenTopology(NOON);

	@AfterEach
	void close() {
		this.topology.close();
	}

	@Test
	void anArticleStandsInTheListsOfItsSectionTagsAndLanguageInEachWindow() {
		this.topology.tell(revised("a", "x", "en-GB", NOON, "tram", "bus"), viewed("a", "v1", NOON));
		this.topology.settle();
		for (String window : List.of("1h", "24h", "7d", "30d")) {
			for (String scope : List.of("all", "section/x", "tag/tram", "tag/bus", "language/en-gb", "language/en")) {
				assertThat(this.topology.list("most-viewed/" + window + "/" + scope)).as(window + " " + scope)
					.containsExactly("a 1");
			}
		}
	}

	@Test
	void aRevisionMovesAnArticleBetweenTagsAndLanguages() {
		this.topology.tell(revised("a", "x", "en", NOON, "tram"), viewed("a", "v1", NOON));
		this.topology.settle();
		this.topology.tell(revised("a", "x", "vi", NOON, "bus"));
		this.topology.pass(SECOND);
		assertThat(this.topology.list("most-viewed/24h/tag/tram")).isEmpty();
		assertThat(this.topology.list("most-viewed/24h/language/en")).isEmpty();
		assertThat(this.topology.list("most-viewed/24h/tag/bus")).containsExactly("a 1");
		assertThat(this.topology.list("most-viewed/24h/language/vi")).containsExactly("a 1");
		assertThat(this.topology.list("most-viewed/24h/all")).containsExactly("a 1");
	}

	@ParameterizedTest
	@CsvSource({ "1h, PT1H5M", "24h, PT24H5M", "7d, P7DT1H", "30d, P30DT1H" })
	void aViewLeavesTheListWithItsPaneThoughNothingElseHappens(String window, Duration stay) {
		this.topology.tell(published("a", "x"), viewed("a", "v1", NOON));
		this.topology.settle();
		this.topology.pass(stay.minusMillis(1));
		assertThat(this.topology.list("most-viewed/" + window + "/all")).containsExactly("a 1");
		this.topology.pass(Duration.ofMillis(1));
		this.topology.pass(SECOND);
		assertThat(this.topology.list("most-viewed/" + window + "/all")).isEmpty();
	}

	@Test
	void whatNobodyReadForThirtyDaysTakesNoRoom() {
		this.topology.tell(published("a", "x"), viewed("a", "v1", NOON));
		this.topology.settle();
		this.topology.pass(Duration.ofDays(30).plusHours(1)).pass(SECOND);
		assertThat(this.topology.entriesOf("counts")).isZero();
		assertThat(this.topology.entriesOf("lists-of-partition")).isZero();
	}

	@Test
	void withdrawnAndUnrankableArticlesLeaveAllListsAndComeBack() {
		String[] lists = { "most-viewed/1h/all", "trending/24h/section/x", "most-reacted/7d/language/en",
				"most-shared/30d/tag/tram" };
		this.topology.tell(revised("a", "x", "en", NOON, "tram"), viewed("a", "v1", NOON),
				reacted("a", "v1", true, NOON), shared("a", "v1", "mail", NOON));
		this.topology.settle();
		assertThat(lists).allSatisfy((list) -> assertThat(this.topology.list(list)).containsExactly("a 1"));
		this.topology.tell(notRankable("a", "x"));
		this.topology.pass(SECOND);
		assertThat(lists).allSatisfy((list) -> assertThat(this.topology.list(list)).isEmpty());
		this.topology.tell(revised("a", "x", "en", NOON, "tram"));
		this.topology.pass(SECOND);
		assertThat(lists).allSatisfy((list) -> assertThat(this.topology.list(list)).containsExactly("a 1"));
		this.topology.tell(withdrawn("a", "x"));
		this.topology.pass(SECOND);
		assertThat(lists).allSatisfy((list) -> assertThat(this.topology.list(list)).isEmpty());
	}

	@Test
	void aReactionThatIsTakenBackDaysLaterLeavesWhatOlderViewsAndReactionsWereWorth() {
		this.topology.tell(published("a", "x"), published("b", "x"));
		for (int reader = 0; reader < 3; reader++) {
			this.topology.tell(viewed("a", "v" + reader, NOON), viewed("b", "v" + reader, NOON));
		}
		this.topology.tell(reacted("a", "w0", true, NOON));
		this.topology.settle();
		OffsetDateTime later = NOON.plusDays(9);
		this.topology.at(later).settle();
		this.topology.tell(reacted("a", "w1", true, later), reacted("b", "w1", true, later.plusSeconds(1)));
		this.topology.pass(SECOND);
		assertThat(this.topology.list("trending/30d/all")).containsExactly("b 3", "a 3");
		this.topology.tell(reacted("a", "w1", false, later.plusSeconds(2)),
				reacted("b", "w1", false, later.plusSeconds(2)));
		this.topology.pass(SECOND.multipliedBy(3));
		assertThat(this.topology.list("trending/30d/all")).containsExactly("a 3", "b 3");
	}

	@Test
	void aBurstBeatsALongTail() {
		this.topology.tell(published("old", "x"), published("new", "x"));
		for (int reader = 0; reader < 40; reader++) {
			this.topology.tell(viewed("old", "r" + reader, NOON.minusHours(20).plusMinutes(reader)));
		}
		for (int reader = 0; reader < 3; reader++) {
			this.topology.tell(viewed("new", "r" + reader, NOON));
		}
		this.topology.settle();
		assertThat(this.topology.list("most-viewed/24h/all")).containsExactly("old 40", "new 3");
		assertThat(this.topology.list("trending/24h/all")).containsExactly("new 3", "old 40");
	}

	@Test
	void reactionsAndSharesWeighMoreThanViewsAndTheScoreIsThatOfTheMoment() {
		this.topology.tell(published("a", "x"), viewed("a", "v1", NOON.minusHours(2)),
				reacted("a", "v1", true, NOON.minusHours(4)), shared("a", "v1", "mail", NOON));
		this.topology.settle();
		RankingChanged list = this.topology.ranking("trending/24h/all");
		assertThat(list.items()).singleElement()
			.satisfies((item) -> assertThat(item.score()).isCloseTo(1 / 2.0 + 4 / 4.0 + 8, within(1e-6)));
		assertThat(list.generatedAt()).isEqualTo(NOON);
	}

	@Test
	void aTinyNumberNeverTrends() {
		this.topology.tell(published("a", "x"), shared("a", "v1", "mail", NOON), shared("a", "v1", "x", NOON));
		this.topology.settle();
		assertThat(this.topology.list("trending/1h/all")).isEmpty();
		this.topology.tell(shared("a", "v2", "mail", NOON));
		this.topology.pass(SECOND);
		assertThat(this.topology.list("trending/1h/all")).containsExactly("a 0");
		this.topology.pass(Duration.ofMinutes(65)).pass(SECOND);
		assertThat(this.topology.list("trending/1h/all")).as("too few within the window").isEmpty();
		assertThat(this.topology.list("trending/24h/all")).containsExactly("a 0");
	}

	@Test
	void aSectionThatFloodsDoesNotFillTheListOfAll() {
		for (int article = 0; article < 9; article++) {
			this.topology.tell(published("flood-" + article, "flood"));
			trend("flood-" + article, 12 - article);
		}
		this.topology.tell(published("calm", "calm"));
		trend("calm", 3);
		this.topology.settle();
		assertThat(this.topology.list("trending/24h/all")).containsExactly("flood-0 12", "flood-1 11", "flood-2 10",
				"calm 3");
		assertThat(this.topology.list("trending/24h/section/flood")).hasSize(9);
		assertThat(this.topology.list("most-viewed/24h/all")).hasSize(10);
	}

	@Test
	void trendingIsNotToldAgainWhenNothingButTimePasses() {
		this.topology.tell(published("a", "x"));
		trend("a", 5);
		this.topology.settle().told();
		this.topology.pass(Duration.ofMinutes(40)).pass(SECOND);
		assertThat(this.topology.told()).isEmpty();
	}

	@Test
	void aReactionCountsOnceUntilItIsTakenBack() {
		this.topology.tell(published("a", "x"), published("b", "x"));
		this.topology.tell(reacted("a", "v1", true, NOON), reacted("a", "v1", true, NOON.plusSeconds(1)),
				reacted("a", "v2", true, NOON), reacted("b", "v1", true, NOON));
		this.topology.settle();
		assertThat(scores("most-reacted/24h/all")).containsExactly("a 2.0", "b 1.0");
		this.topology.tell(reacted("a", "v1", false, NOON.plusSeconds(2)),
				reacted("a", "v2", false, NOON.plusSeconds(2)));
		this.topology.pass(SECOND);
		assertThat(scores("most-reacted/24h/all")).containsExactly("b 1.0");
		assertThat(this.topology.outcomes("reactions", "counted")).isEqualTo(5);
		assertThat(this.topology.outcomes("reactions", "duplicate")).isEqualTo(1);
	}

	@Test
	void aReactionThatComesLateIsDecidedByItsOwnTime() {
		this.topology.tell(published("a", "x"));
		this.topology.tell(reacted("a", "v1", false, NOON), reacted("a", "v1", true, NOON.minusMinutes(1)),
				reacted("a", "v2", true, NOON));
		this.topology.settle();
		assertThat(scores("most-reacted/24h/all")).containsExactly("a 1.0");
		assertThat(this.topology.outcomes("reactions", "outdated")).isEqualTo(1);
	}

	@Test
	void aReactionIsTakenBackFromTheWindowInWhichItWasGiven() {
		this.topology.tell(published("a", "x"), reacted("a", "v1", true, NOON));
		this.topology.settle();
		this.topology.pass(Duration.ofHours(3));
		this.topology.tell(reacted("a", "v2", true, NOON.plusHours(3)), reacted("a", "v1", false, NOON.plusHours(3)));
		this.topology.pass(SECOND);
		assertThat(scores("most-reacted/1h/all")).containsExactly("a 1.0");
		assertThat(scores("most-reacted/24h/all")).containsExactly("a 1.0");
	}

	@Test
	void aReactionIsTakenBackAlsoWhileItsArticleIsWithdrawn() {
		this.topology.tell(published("a", "x"), reacted("a", "v1", true, NOON), reacted("a", "v2", true, NOON));
		this.topology.tell(withdrawn("a", "x"), reacted("a", "v1", false, NOON), reacted("a", "v3", true, NOON),
				revised("a", "x"));
		this.topology.settle();
		assertThat(scores("most-reacted/24h/all")).containsExactly("a 1.0");
		assertThat(this.topology.outcomes("reactions", "withdrawn")).isEqualTo(1);
	}

	@Test
	void aShareCountsOncePerReaderAndChannelInHalfAnHour() {
		this.topology.tell(published("a", "x"), shared("a", "v1", "mail", NOON),
				shared("a", "v1", "mail", NOON.minusMinutes(29)), shared("a", "v1", "mail", NOON.minusMinutes(30)),
				shared("a", "v1", "whatsapp", NOON), viewed("a", "v1", NOON));
		this.topology.settle();
		assertThat(scores("most-shared/24h/all")).containsExactly("a 3.0");
		assertThat(this.topology.outcomes("shares", "duplicate")).isEqualTo(1);
	}

	@Test
	void whatOvertakesItsArticleWaitsForItWhateverItIs() {
		this.topology.tell(viewed("a", "v1", NOON), reacted("a", "v1", true, NOON), shared("a", "v1", "mail", NOON));
		this.topology.pass(Duration.ofSeconds(59));
		this.topology.tell(published("a", "x"));
		this.topology.pass(SECOND);
		assertThat(this.topology.list("trending/1h/all")).containsExactly("a 1");
		this.topology.tell(reacted("b", "v1", true, NOON), shared("b", "v1", "mail", NOON));
		this.topology.pass(Duration.ofMinutes(1).plusMillis(1));
		assertThat(this.topology.outcomes("reactions", "unknown-article")).isEqualTo(1);
		assertThat(this.topology.outcomes("shares", "unknown-article")).isEqualTo(1);
	}

	@Test
	void onlyWhatChangedIsTold() {
		this.topology.tell(published("a", "x"), published("b", "y"), viewed("a", "v1", NOON), viewed("b", "v1", NOON));
		this.topology.settle().told();
		this.topology.tell(viewed("b", "v2", NOON));
		this.topology.pass(SECOND);
		assertThat(this.topology.told()).hasSize(12).noneSatisfy((list) -> assertThat(list.section()).isEqualTo("x"));
	}

	@Test
	void whatIsYoungIsToldThoughAHundredOldArticlesAreAhead() {
		for (int article = 0; article < 100; article++) {
			this.topology.tell(published("old-" + article, "x", NOON.minusDays(40)));
			this.topology.tell(viewed("old-" + article, "v1", NOON), viewed("old-" + article, "v2", NOON));
		}
		this.topology.tell(published("young", "x", NOON.minusHours(23)), viewed("young", "v1", NOON));
		this.topology.settle();
		RankingChanged list = this.topology.ranking("most-viewed/24h/all");
		assertThat(list.items()).hasSize(100).noneSatisfy((item) -> assertThat(item.article().id()).isEqualTo("young"));
		assertThat(list.further()).singleElement()
			.satisfies((further) -> assertThat(further.article().id()).isEqualTo("young"));
	}

	private void trend(String articleId, int readers) {
		for (int reader = 0; reader < readers; reader++) {
			this.topology.tell(viewed(articleId, "r" + reader, NOON));
		}
	}

	private List<String> scores(String listId) {
		return this.topology.ranking(listId)
			.items()
			.stream()
			.map((item) -> item.article().id() + " " + item.score())
			.toList();
	}

}
