package io.broadsheet.trending.topology;

import java.time.Duration;
import java.time.OffsetDateTime;

import io.broadsheet.events.RankingChanged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.broadsheet.trending.SampleArticles.notRankable;
import static io.broadsheet.trending.SampleArticles.published;
import static io.broadsheet.trending.SampleArticles.revised;
import static io.broadsheet.trending.SampleArticles.shared;
import static io.broadsheet.trending.SampleArticles.viewed;
import static io.broadsheet.trending.SampleArticles.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * From articles and views to lists.
 */
class TrendingTopologyTests {

	private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00Z");

	/** Four windows, and all articles, their section and their language. */
	private static final int EACH_WINDOW_AND_SCOPE = 12;

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Duration MILLI = Duration.ofMillis(1);

	private final DrivenTopology topology = new DrivenTopology(NOON);

	@AfterEach
	void close() {
		this.topology.close();
	}

	@Test
	void theArticleWithMoreViewsLeads() {
		this.topology.tell(published("a", "transport"), published("b", "culture"));
		this.topology.tell(viewed("a", "v1", NOON), viewed("b", "v1", NOON), viewed("b", "v2", NOON));
		this.topology.settle();
		assertThat(this.topology.overall()).containsExactly("b 2", "a 1");
		assertThat(this.topology.section("transport")).containsExactly("a 1");
		assertThat(this.topology.section("culture")).containsExactly("b 2");
	}

	@Test
	void withEqualViewsTheLaterPublishedLeadsThenTheLowerId() {
		this.topology.tell(published("c", "x", NOON.minusHours(3)), published("b", "x", NOON.minusHours(3)),
				published("a", "x", NOON.minusHours(4)), published("d", "x", NOON.minusHours(2)));
		this.topology.tell(viewed("a", "v", NOON), viewed("b", "v", NOON), viewed("c", "v", NOON),
				viewed("d", "v", NOON));
		this.topology.settle();
		assertThat(this.topology.overall()).containsExactly("d 1", "b 1", "c 1", "a 1");
	}

	@Test
	void aReaderCountsOnceInHalfAnHour() {
		this.topology.tell(published("a", "x"));
		this.topology.tell(viewed("a", "v1", NOON.minusHours(2)), viewed("a", "v1", NOON.minusMinutes(90).minus(MILLI)),
				viewed("a", "v1", NOON.minusHours(2).minusMinutes(30).plus(MILLI)),
				viewed("a", "v2", NOON.minusHours(2)));
		this.topology.settle();
		assertThat(this.topology.overall()).containsExactly("a 2");
		assertThat(this.topology.views("duplicate")).isEqualTo(2);
	}

	@Test
	void aReaderCountsAgainHalfAnHourLaterOrEarlier() {
		this.topology.tell(published("a", "x"));
		this.topology.tell(viewed("a", "v1", NOON.minusHours(2)), viewed("a", "v1", NOON.minusMinutes(90)),
				viewed("a", "v1", NOON.minusMinutes(150)));
		this.topology.settle();
		assertThat(this.topology.overall()).containsExactly("a 3");
	}

	@Test
	void aViewThatOvertakesItsArticleWaitsForIt() {
		this.topology.tell(viewed("a", "v1", NOON), viewed("a", "v2", NOON), viewed("a", "v1", NOON));
		this.topology.pass(MINUTE);
		this.topology.tell(published("a", "x"));
		this.topology.pass(SECOND);
		assertThat(this.topology.overall()).containsExactly("a 2");
		assertThat(this.topology.views("duplicate")).isEqualTo(1);
		assertThat(this.topology.views("unknown-article")).isZero();
		assertThat(this.topology.entriesOf("waiting-events")).isZero();
	}

	@Test
	void aViewWaitsNoLongerThanAMinute() {
		this.topology.tell(viewed("a", "v1", NOON));
		this.topology.pass(MINUTE.plus(MILLI));
		this.topology.tell(published("a", "x"));
		this.topology.pass(SECOND);
		assertThat(this.topology.overall()).isEmpty();
		assertThat(this.topology.views("unknown-article")).isEqualTo(1);
		assertThat(this.topology.entriesOf("waiting-events")).isZero();
	}

	@Test
	void onlySoManyViewsMayWait() {
		try (DrivenTopology small = new DrivenTopology(NOON, 2)) {
			small.tell(viewed("a", "v1", NOON), viewed("b", "v1", NOON), viewed("c", "v1", NOON));
			assertThat(small.views("unknown-article")).isEqualTo(1);
			small.tell(published("a", "x"), viewed("d", "v1", NOON), published("d", "x"), published("c", "x"));
			small.settle();
			assertThat(small.overall()).containsExactly("a 1", "d 1");
		}
	}

	@Test
	void aWithdrawnArticleLeavesItsListsWithinTwoSecondsAndComesBackWithItsViews() {
		this.topology.tell(published("a", "x"), published("b", "x"), viewed("a", "v1", NOON), viewed("b", "v1", NOON));
		this.topology.settle();
		this.topology.tell(withdrawn("a", "x"), viewed("a", "v2", NOON));
		this.topology.pass(SECOND);
		assertThat(this.topology.overall()).containsExactly("b 1");
		assertThat(this.topology.section("x")).containsExactly("b 1");
		assertThat(this.topology.views("withdrawn")).isEqualTo(1);
		this.topology.tell(revised("a", "x"));
		this.topology.pass(SECOND);
		assertThat(this.topology.overall()).containsExactly("a 1", "b 1");
	}

	@Test
	void aListThatLosesItsLastArticleIsToldAsEmpty() {
		this.topology.tell(published("a", "x"), viewed("a", "v1", NOON));
		this.topology.settle().told();
		this.topology.tell(withdrawn("a", "x"));
		this.topology.pass(SECOND);
		assertThat(this.topology.told()).hasSize(EACH_WINDOW_AND_SCOPE)
			.allSatisfy((ranking) -> assertThat(ranking.items()).isEmpty());
	}

	@Test
	void anArticleThatIsNotRankableIsCountedButNotListed() {
		this.topology.tell(published("a", "x"), viewed("a", "v1", NOON));
		this.topology.settle();
		this.topology.tell(notRankable("a", "x"), viewed("a", "v2", NOON));
		this.topology.pass(SECOND);
		assertThat(this.topology.overall()).isEmpty();
		this.topology.tell(revised("a", "x"));
		this.topology.pass(SECOND);
		assertThat(this.topology.overall()).containsExactly("a 2");
	}

	@Test
	void anArticleThatMovesChangesItsSectionsList() {
		this.topology.tell(published("a", "old"), viewed("a", "v1", NOON));
		this.topology.settle();
		this.topology.tell(revised("a", "new"));
		this.topology.pass(SECOND);
		assertThat(this.topology.section("old")).isEmpty();
		assertThat(this.topology.section("new")).containsExactly("a 1");
		assertThat(this.topology.overall()).containsExactly("a 1");
	}

	@Test
	void aPurgedArticleIsForgottenWithItsViews() {
		this.topology.tell(published("a", "x"), viewed("a", "v1", NOON));
		this.topology.settle();
		assertThat(this.topology.entriesOf("cards-of-lists")).isEqualTo(1);
		this.topology.purge("a");
		this.topology.pass(SECOND);
		assertThat(this.topology.overall()).isEmpty();
		assertThat(this.topology.entriesOf("articles-by-id")).isZero();
		assertThat(this.topology.entriesOf("counts")).isZero();
		assertThat(this.topology.entriesOf("cards-of-lists")).isZero();
	}

	@Test
	void aViewCountsForADayAndNotAPaneLonger() {
		this.topology.tell(published("a", "x"), viewed("a", "v1", NOON));
		this.topology.settle();
		this.topology.pass(Duration.ofHours(24).plusMinutes(5).minus(SECOND));
		assertThat(this.topology.overall()).containsExactly("a 1");
		this.topology.pass(SECOND);
		assertThat(this.topology.overall()).isEmpty();
	}

	@Test
	void visitsAreForgottenWhenNothingCanBeTooNearToThemAnyMore() {
		this.topology.tell(published("a", "x"), viewed("a", "v1", NOON));
		this.topology.pass(Duration.ofHours(24).plusMinutes(30));
		assertThat(this.topology.visits()).isEqualTo(1);
		this.topology.pass(Duration.ofMinutes(30));
		assertThat(this.topology.visits()).isZero();
	}

	@Test
	void viewsFromTooLongAgoOrTooFarAheadAreDropped() {
		this.topology.tell(published("a", "x"));
		this.topology.tell(viewed("a", "v1", NOON.minusHours(24)), viewed("a", "v2", NOON.minusHours(24).minus(MILLI)),
				viewed("a", "v3", NOON.plusMinutes(5)), viewed("a", "v4", NOON.plusMinutes(5).plus(MILLI)));
		this.topology.settle();
		assertThat(this.topology.views("counted")).isEqualTo(2);
		assertThat(this.topology.views("too-old")).isEqualTo(1);
		assertThat(this.topology.views("in-future")).isEqualTo(1);
		assertThat(this.topology.overall()).containsExactly("a 1");
		this.topology.pass(Duration.ofMinutes(5));
		assertThat(this.topology.overall()).as("the first has left, the third's time has come").containsExactly("a 1");
	}

	@Test
	void whatReadersDidWhileNobodyCountedIsCountedOnceHoweverLateThatIs() {
		OffsetDateTime friday = NOON.minusDays(3);
		this.topology.tell(published("a", "x", friday.minusDays(1)), published("b", "x", friday.minusDays(1)));
		this.topology.tellLate(Duration.ofDays(3), viewed("a", "v1", friday), viewed("a", "v1", friday.minusMinutes(5)),
				viewed("a", "v1", friday.minusHours(2)), viewed("b", "v1", friday.minusHours(24).minus(MILLI)));
		this.topology.at(NOON.plusMinutes(6));
		this.topology.tellLate(Duration.ofDays(3), viewed("b", "v2", friday));
		this.topology.settle();
		this.topology.tellLate(Duration.ofDays(3), viewed("a", "v1", friday.plusMinutes(1)));
		this.topology.pass(SECOND).pass(MINUTE);
		assertThat(this.topology.list("most-viewed/7d/all")).containsExactly("a 2", "b 1");
		assertThat(this.topology.overall()).isEmpty();
		assertThat(this.topology.views("duplicate")).as("a backlog may take longer than visits are looked through")
			.isEqualTo(2);
		assertThat(this.topology.views("too-old")).as("on its arrival").isEqualTo(1);
	}

	@Test
	void aListIsToldAtMostOnceASecondAndOnlyIfItChanged() {
		this.topology.tell(published("a", "x"), viewed("a", "v1", NOON));
		this.topology.settle();
		assertThat(this.topology.told()).hasSize(EACH_WINDOW_AND_SCOPE);
		this.topology.tell(viewed("a", "v2", NOON));
		this.topology.pass(SECOND.minus(MILLI));
		assertThat(this.topology.told()).isEmpty();
		this.topology.pass(MILLI);
		assertThat(this.topology.told()).hasSize(EACH_WINDOW_AND_SCOPE);
		this.topology.tell(viewed("a", "v2", NOON));
		this.topology.pass(MINUTE);
		assertThat(this.topology.told()).isEmpty();
	}

	@Test
	void whileViewsAreFarBehindListsAreToldEveryFiveSeconds() {
		this.topology.tell(published("a", "x"), viewed("a", "v1", NOON));
		this.topology.settle().told();
		for (int fifth = 1; fifth < 25; fifth++) {
			this.topology.tellLate(MINUTE, viewed("a", "v" + fifth, NOON.minusHours(1)));
			this.topology.pass(SECOND.dividedBy(5));
			assertThat(this.topology.told()).isEmpty();
		}
		this.topology.tellLate(MINUTE, viewed("a", "v25", NOON.minusHours(1)));
		this.topology.pass(SECOND.dividedBy(5));
		assertThat(this.topology.overall()).containsExactly("a 26");
	}

	@Test
	void theLastOfABacklogIsToldAsSoonAsNothingFollows() {
		this.topology.tell(published("a", "x"), viewed("a", "v1", NOON));
		this.topology.settle().told();
		this.topology.tellLate(MINUTE, viewed("a", "v2", NOON));
		this.topology.pass(SECOND.plus(MILLI));
		assertThat(this.topology.overall()).containsExactly("a 2");
	}

	@Test
	void aWithdrawalIsToldAtOnceHoweverFarBehindViewsAre() {
		this.topology.tell(published("a", "x"), published("b", "x"), viewed("a", "v1", NOON), viewed("b", "v1", NOON));
		this.topology.settle().told();
		this.topology.tellLate(MINUTE, viewed("b", "v2", NOON));
		this.topology.tell(withdrawn("a", "x"));
		this.topology.pass(SECOND);
		assertThat(this.topology.overall()).containsExactly("b 2");
	}

	@Test
	void anItemTellsHowManyReadersItsViewsAreOf() {
		this.topology.tell(published("a", "x", NOON.minusDays(2)), published("b", "x"),
				viewed("a", "v1", NOON.minusHours(2)), viewed("a", "v1", NOON), viewed("a", "v2", NOON),
				viewed("a", "v2", NOON), viewed("b", "v3", NOON));
		this.topology.settle();
		assertThat(this.topology.ranking("most-viewed/24h/all").items())
			.extracting(RankingChanged.Item::views, RankingChanged.Item::visitors)
			.containsExactly(tuple(3L, 2L), tuple(1L, 1L));
		assertThat(this.topology.ranking("most-viewed/1h/all").items())
			.extracting(RankingChanged.Item::views, RankingChanged.Item::visitors)
			.containsExactly(tuple(2L, 2L), tuple(1L, 1L));
		this.topology.tell(viewed("a", "v1", NOON.minusHours(1)), viewed("a", "v4", NOON));
		this.topology.pass(SECOND);
		assertThat(this.topology.ranking("most-viewed/24h/section/x").items())
			.extracting(RankingChanged.Item::views, RankingChanged.Item::visitors)
			.containsExactly(tuple(5L, 3L), tuple(1L, 1L));
	}

	@Test
	void readersOfWhatIsSharedAloneAreNone() {
		this.topology.tell(published("a", "x"), shared("a", "v1", "whatsapp", NOON));
		this.topology.settle();
		assertThat(this.topology.ranking("most-shared/24h/all").items())
			.extracting(RankingChanged.Item::views, RankingChanged.Item::visitors)
			.containsExactly(tuple(0L, 0L));
	}

	@Test
	void anItemTellsWhereItStoodBefore() {
		this.topology.tell(published("a", "x"), published("b", "x"), viewed("a", "v1", NOON));
		this.topology.settle().told();
		this.topology.tell(viewed("b", "v1", NOON), viewed("b", "v2", NOON));
		this.topology.pass(SECOND);
		assertThat(this.topology.told()).hasSize(EACH_WINDOW_AND_SCOPE)
			.allSatisfy((ranking) -> assertThat(ranking.items()).extracting(RankingChanged.Item::previousRank)
				.containsExactly(null, 1));
	}

}
