package io.broadsheet.trending.statistics;

import java.time.Duration;
import java.time.Instant;

import io.broadsheet.trending.panes.Panes;
import io.broadsheet.trending.panes.Window;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is kept of the visitors of articles in lists, and for how long.
 */
class RankedVisitorsTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

	private final RankedVisitors visitors = new RankedVisitors(2);

	private int addedUp;

	@Test
	void visitorsAreAddedUpOnceAndThenKeptUpToDate() {
		assertThat(count("a", NOON)).isEqualTo(1);
		this.visitors.viewed("a", view("v1"));
		this.visitors.viewed("b", view("v2"));
		assertThat(count("a", NOON.plusSeconds(299))).isEqualTo(2);
		assertThat(this.addedUp).isEqualTo(1);
	}

	@Test
	void visitorsAreAddedUpAgainWhenAPaneEnds() {
		count("a", NOON);
		count("a", NOON.plus(FIVE_MINUTES));
		assertThat(this.addedUp).isEqualTo(2);
	}

	@Test
	void ofMoreArticlesThanThereIsRoomForTheNumberIsKeptUntilTheNextView() {
		count("a", NOON);
		count("b", NOON);
		count("c", NOON);
		assertThat(count("c", NOON)).isEqualTo(1);
		assertThat(this.addedUp).isEqualTo(3);
		this.visitors.viewed("c", view("stored"));
		assertThat(count("c", NOON)).isEqualTo(1);
		assertThat(this.addedUp).isEqualTo(4);
	}

	@Test
	void aViewOfAnotherPaneChangesNothing() {
		count("a", NOON);
		this.visitors.viewed("a", new Deed.View(Panes.FIVE_MINUTES.at(NOON) + 1, VisitorSketch.token("v1")));
		this.visitors.viewed("a", new Deed.View(Panes.FIVE_MINUTES.at(NOON) - 13, VisitorSketch.token("v2")));
		assertThat(count("a", NOON)).isEqualTo(1);
	}

	@Test
	void anArticleThatNobodyAsksAboutLeavesRoomForAnother() {
		count("a", NOON);
		count("b", NOON);
		count("b", NOON.plus(FIVE_MINUTES));
		Instant later = NOON.plus(FIVE_MINUTES.multipliedBy(2));
		this.visitors.forgetOld(later);
		this.addedUp = 0;
		count("c", later);
		this.visitors.viewed("c", new Deed.View(Panes.FIVE_MINUTES.at(later), VisitorSketch.token("v1")));
		assertThat(count("c", later)).isEqualTo(2);
		assertThat(this.addedUp).isEqualTo(1);
	}

	@Test
	void nothingIsKeptOfWhatIsForgotten() {
		count("a", NOON);
		this.visitors.viewed("a", view("v1"));
		this.visitors.forget("a");
		assertThat(count("a", NOON)).isEqualTo(1);
	}

	/** One visitor stands in the store. */
	private long count(String articleId, Instant now) {
		return this.visitors.count(articleId, Window.HOUR, now, () -> {
			this.addedUp++;
			VisitorSketch stored = new VisitorSketch();
			stored.add(VisitorSketch.token("stored"));
			return stored;
		});
	}

	private static Deed.View view(String visitor) {
		return new Deed.View(Panes.FIVE_MINUTES.at(NOON), VisitorSketch.token(visitor));
	}

}
