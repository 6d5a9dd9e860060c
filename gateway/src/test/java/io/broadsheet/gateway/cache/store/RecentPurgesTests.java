package io.broadsheet.gateway.cache.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the cache knows of purges during a fetch, compared with a list of all purges.
 */
class RecentPurgesTests {

	private static final int CAPACITY = 5;

	@Property
	void noPurgeSinceAMomentIsOverlooked(@ForAll @Size(max = 30) List<@IntRange(max = 9) Integer> purged,
			@ForAll @IntRange(max = 30) int from,
			@ForAll @Size(min = 1, max = 3) Set<@IntRange(max = 9) Integer> asked) {
		RecentPurges purges = new RecentPurges(CAPACITY);
		List<Long> moments = new ArrayList<>(List.of(purges.now()));
		for (int key : purged) {
			purges.add("key:" + key);
			moments.add(purges.now());
		}
		int start = Math.min(from, purged.size());
		List<Integer> since = purged.subList(start, purged.size());
		boolean known = purges.hasAnySince(asked.stream().map((key) -> "key:" + key).toList(), moments.get(start));
		boolean really = since.stream().anyMatch(asked::contains);
		if (purged.stream().distinct().count() <= CAPACITY) {
			assertThat(known).isEqualTo(really);
		}
		else if (really) {
			assertThat(known).isTrue();
		}
		assertThat(purges.hasAnySince(List.of("key:0"), purges.now())).isFalse();
	}

}
