package io.broadsheet.trending.panes;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counting per pane.
 */
class PaneCountsTests {

	@Test
	void bothEndsOfARangeCountAndTheirNeighboursDoNot() {
		PaneCounts counts = counts(List.of(9, 10, 10, 12, 13));
		assertThat(counts.sum(10, 12)).isEqualTo(3);
	}

	@Test
	void theFirstPaneToKeepIsKept() {
		PaneCounts counts = counts(List.of(9, 10));
		assertThat(counts.dropBefore(10)).isTrue();
		assertThat(counts.dropBefore(10)).isFalse();
		assertThat(counts.sum(0, 100)).isEqualTo(1);
		assertThat(counts.dropBefore(11)).isTrue();
		assertThat(counts.isEmpty()).isTrue();
	}

	@Property
	void theSumIsThatOfTheViewsInTheRange(@ForAll List<@IntRange(min = 5_900_000, max = 5_900_300) Integer> views,
			@ForAll @IntRange(min = 5_900_000, max = 5_900_300) int first,
			@ForAll @IntRange(min = 5_900_000, max = 5_900_300) int last,
			@ForAll @IntRange(min = 5_900_000, max = 5_900_300) int kept) {
		PaneCounts counts = counts(views);
		assertThat(counts.sum(first, last)).isEqualTo(number(views, first, last));
		counts.dropBefore(kept);
		PaneCounts restored = PaneCounts.of(counts.toBytes());
		assertThat(restored.sum(first, last)).isEqualTo(number(views, Math.max(first, kept), last));
		restored.add(last, 1);
		assertThat(restored.sum(last, last)).isEqualTo(number(views, Math.max(last, kept), last) + 1);
	}

	private static PaneCounts counts(List<Integer> views) {
		PaneCounts counts = new PaneCounts();
		views.forEach((pane) -> counts.add(pane, 1));
		return counts;
	}

	private static long number(List<Integer> views, int first, int last) {
		return views.stream().filter((pane) -> pane >= first && pane <= last).count();
	}

}
