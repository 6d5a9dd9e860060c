package io.broadsheet.trending.views;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import io.broadsheet.events.ArticleCard;
import io.broadsheet.trending.audience.AudienceObservers;
import io.broadsheet.trending.panes.Window;
import io.broadsheet.trending.ranking.Candidate;
import io.broadsheet.trending.ranking.ListId;
import io.broadsheet.trending.ranking.PartitionTelling;
import io.broadsheet.trending.ranking.PartitionTop;
import io.broadsheet.trending.ranking.Ranking;
import io.broadsheet.trending.ranking.Scope;
import io.broadsheet.trending.ranking.Selection;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a partition tells of a backlog that is over.
 */
class PartitionTellerTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private static final ListId HOUR = Ranking.MOST_VIEWED.list(Window.HOUR, Scope.ALL);

	private static final ListId DAY = Ranking.MOST_VIEWED.list(Window.DAY, Scope.ALL);

	private final MockProcessorContext<String, PartitionTelling> context = new MockProcessorContext<>();

	private final PartitionTeller teller = new PartitionTeller(this.context,
			AudienceObservers.of(List.of(), this.context));

	@Test
	void listsThatWereToldWithABacklogAreToldAgainWithoutOnceItIsOver() {
		this.teller.tell(HOUR, selection(7), 12, false, NOON);
		this.context.resetForwards();
		this.teller.tellUpToDate(NOON);
		assertThat(told()).containsExactly(new PartitionTop(HOUR, 0, 0, false, selection(7)).toBytes());
		this.context.resetForwards();
		this.teller.tellUpToDate(NOON);
		assertThat(told()).as("once").isEmpty();
	}

	@Test
	void theLastOfWhatWasToldIsToldAgain() {
		this.teller.tell(HOUR, selection(7), 12, false, NOON);
		this.teller.tell(HOUR, selection(8), 12, false, NOON);
		this.context.resetForwards();
		this.teller.tellUpToDate(NOON);
		assertThat(told()).containsExactly(new PartitionTop(HOUR, 0, 0, false, selection(8)).toBytes());
	}

	@Test
	void whatWasToldWithoutABacklogOrUrgentlyIsNotToldAgain() {
		this.teller.tell(HOUR, selection(7), 12, false, NOON);
		this.teller.tell(HOUR, selection(8), 0, false, NOON);
		this.teller.tell(DAY, selection(8), 12, true, NOON);
		this.context.resetForwards();
		this.teller.tellUpToDate(NOON);
		assertThat(told()).isEmpty();
	}

	private List<byte[]> told() {
		return this.context.forwarded().stream().map((forwarded) -> forwarded.record().value().toBytes()).toList();
	}

	private static Selection selection(long views) {
		return new Selection(List.of(new Candidate(views, views, card())), List.of());
	}

	private static ArticleCard card() {
		OffsetDateTime at = NOON.atOffset(ZoneOffset.UTC);
		return new ArticleCard("a", "slug", "https://paper.example/a", "Headline", null, "x", "en", null, at, at);
	}

}
