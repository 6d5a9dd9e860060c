package io.broadsheet.trending.ranking;

import java.time.OffsetDateTime;
import java.util.List;

import io.broadsheet.events.ArticleCard;
import io.broadsheet.trending.stores.ValueWriter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * How the best of a partition travels and is kept, also by another version.
 */
class PartitionTopTests {

	private static final ListId LIST = new ListId("most-viewed", "24h", Scope.ALL);

	private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00Z");

	@Test
	void whatIsWrittenIsRead() {
		Selection best = new Selection(List.of(candidate("a", 3, 2L), candidate("b", 2, null)),
				List.of(candidate("c", 1, 1L)));
		PartitionTop top = PartitionTop.of(new PartitionTop(LIST, 4, 70, true, best).toBytes());
		assertThat(top.list()).isEqualTo(LIST);
		assertThat(top.partition()).isEqualTo(4);
		assertThat(top.inputLagSeconds()).isEqualTo(70);
		assertThat(top.isUrgent()).isTrue();
		assertThat(top.isEmpty()).isFalse();
		assertThat(top.places())
			.extracting(PartitionTop.Place::articleId, PartitionTop.Place::views, PartitionTop.Place::visitors)
			.containsExactly(tuple("a", 3L, 2L), tuple("b", 2L, null), tuple("c", 1L, 1L));
	}

	@Test
	void aListInWhichNothingStandsIsEmpty() {
		PartitionTop top = PartitionTop.of(new PartitionTop(LIST, 4, 0, false, Selection.NOTHING).toBytes());
		assertThat(top.isEmpty()).isTrue();
		assertThat(top.places()).isEmpty();
	}

	@Test
	void whatAVersionWroteThatCountedNoVisitorsIsRead() {
		ValueWriter writer = new ValueWriter((byte) 1);
		LIST.write(writer);
		writer.number(4).number(0).number(0).number(2);
		writer.text("a").exact(3).number(3).text("b").exact(2).number(2);
		assertThat(PartitionTop.of(writer.toBytes()).places())
			.extracting(PartitionTop.Place::articleId, PartitionTop.Place::views, PartitionTop.Place::visitors)
			.containsExactly(tuple("a", 3L, null), tuple("b", 2L, null));
	}

	private static Candidate candidate(String id, long views, Long visitors) {
		return new Candidate(views, views, visitors,
				new ArticleCard(id, id, "https://paper.example/" + id, "Headline", null, "x", "en", null, NOON, NOON));
	}

}
