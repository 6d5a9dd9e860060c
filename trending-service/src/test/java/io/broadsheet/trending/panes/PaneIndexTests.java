package io.broadsheet.trending.panes;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is looked at when windows roll: everybody whose numbers change, and nobody of whom
 * nothing lies at an edge.
 */
class PaneIndexTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	@Test
	void whoseViewsLieWithinAllWindowsIsNotLookedAt() {
		PaneIndex index = new PaneIndex(NOON);
		index.add(NOON, "a");
		assertThat(index.roll(NOON.plus(Duration.ofMinutes(64)))).isEmpty();
		assertThat(index.roll(NOON.plus(Duration.ofMinutes(65)))).containsExactly("a");
		assertThat(index.roll(NOON.plus(Duration.ofMinutes(66)))).isEmpty();
		assertThat(index.roll(NOON.plus(Duration.ofHours(20)))).isEmpty();
		assertThat(index.roll(NOON.plus(Duration.ofHours(24).plusMinutes(5)))).containsExactly("a");
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void whoseNumbersChangeIsLookedAtAlsoWhenTheClockIsSetBack(long seed) {
		Random random = new Random(seed);
		PaneIndex index = new PaneIndex(NOON);
		Map<String, WindowCounts> all = new HashMap<>();
		Map<String, List<Long>> before = new HashMap<>();
		Instant now = NOON;
		for (int step = 0; step < 400; step++) {
			String key = "a" + random.nextInt(20);
			Instant at = now.minusSeconds(random.nextInt(24 * 3600)).plusSeconds(300);
			all.computeIfAbsent(key, (id) -> new WindowCounts()).add(at, 1);
			index.add(at, key);
			before.put(key, counts(all.get(key), now));
			now = now.plusSeconds(random.nextInt(3 * 3600) - 1800);
			Set<String> touched = index.roll(now);
			for (String rolled : touched) {
				all.get(rolled).dropOld(now);
			}
			Set<String> changed = new HashSet<>();
			for (Map.Entry<String, WindowCounts> entry : all.entrySet()) {
				List<Long> counts = counts(entry.getValue(), now);
				if (!counts.equals(before.put(entry.getKey(), counts))) {
					changed.add(entry.getKey());
				}
			}
			assertThat(touched).containsAll(changed);
		}
	}

	private static List<Long> counts(WindowCounts counts, Instant now) {
		return Window.ALL.stream().map((window) -> counts.count(window, now)).toList();
	}

}
