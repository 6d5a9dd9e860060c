package io.broadsheet.trending.statistics;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Telling visitors apart, held against sets that keep all of them.
 */
class VisitorSketchTests {

	/** Three standard errors of 0.782 / √2048. */
	private static final double TOLERANCE = 0.052;

	@Property(tries = 200)
	void fewVisitorsAreCountedExactlyHoweverTheyAreSplit(@ForAll Set<@IntRange(max = 800) Integer> some,
			@ForAll Set<@IntRange(max = 800) Integer> others) {
		VisitorSketch together = sketch(some.stream().mapToInt(Integer::intValue));
		together.addAll(VisitorSketch.of(sketch(others.stream().mapToInt(Integer::intValue)).toBytes()));
		Set<Integer> all = new HashSet<>(some);
		all.addAll(others);
		assertThat(together.estimate()).isEqualTo(all.size());
	}

	@Test
	void fiveHundredAndElevenAreExactAndTheNextOneIsEstimated() {
		VisitorSketch sketch = sketch(IntStream.range(0, 511));
		assertThat(sketch.estimate()).isEqualTo(511);
		assertThat(sketch.toBytes()).hasSize(511 * 4);
		sketch.add(VisitorSketch.token("visitor-511"));
		assertThat(sketch.estimate()).isCloseTo(512, within((long) (512 * TOLERANCE)));
		assertThat(sketch.toBytes()).hasSize(2048);
	}

	@ParameterizedTest
	@ValueSource(ints = { 600, 1_000, 5_000, 20_000, 100_000, 1_000_000 })
	void manyVisitorsAreEstimatedWithinThreeStandardErrors(int visitors) {
		VisitorSketch sketch = sketch(IntStream.range(0, visitors));
		assertThat((double) sketch.estimate()).isCloseTo(visitors, within(visitors * TOLERANCE));
		assertThat(sketch.toBytes()).hasSize(2048);
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 300, 511, 512, 3_000 })
	void partsAddedUpAreTheWhole(int visitors) {
		VisitorSketch whole = sketch(IntStream.range(0, visitors));
		VisitorSketch first = sketch(IntStream.range(0, visitors / 2));
		VisitorSketch second = sketch(IntStream.range(visitors / 3, visitors));
		VisitorSketch parts = new VisitorSketch();
		parts.addAll(second);
		parts.addAll(first);
		assertThat(parts.toBytes()).isEqualTo(whole.toBytes());
		assertThat(parts.estimate()).isEqualTo(whole.estimate());
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 511, 512, 3_000 })
	void whatIsReadBackGoesOnAsBefore(int visitors) {
		VisitorSketch sketch = sketch(IntStream.range(0, visitors));
		byte[] stored = sketch.toBytes();
		byte[] copy = stored.clone();
		VisitorSketch read = VisitorSketch.of(stored);
		read.add(VisitorSketch.token("one more"));
		sketch.add(VisitorSketch.token("one more"));
		assertThat(read.toBytes()).isEqualTo(sketch.toBytes());
		assertThat(stored).as("what is stored is not written into").isEqualTo(copy);
	}

	private static VisitorSketch sketch(IntStream visitors) {
		VisitorSketch sketch = new VisitorSketch();
		visitors.forEach((visitor) -> sketch.add(VisitorSketch.token("visitor-" + visitor)));
		return sketch;
	}

}
