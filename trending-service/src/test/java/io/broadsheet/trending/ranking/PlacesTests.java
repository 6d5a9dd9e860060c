package io.broadsheet.trending.ranking;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.broadsheet.events.ArticleCard;
import io.broadsheet.events.RankingChanged;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The best of the bests are the best of all.
 */
class PlacesTests {

	@Property(tries = 200)
	void mergingTheBestOfEachPartitionIsSortingEverything(
			@ForAll @Size(max = 600) List<@IntRange(min = 1, max = 40) Integer> views,
			@ForAll @IntRange(min = 1, max = 7) int partitions) {
		List<Candidate> all = new ArrayList<>();
		Map<Integer, List<Candidate>> byPartition = new HashMap<>();
		for (int i = 0; i < views.size(); i++) {
			Candidate candidate = candidate(i, views.get(i));
			all.add(candidate);
			byPartition.computeIfAbsent(i * 31 % partitions, (partition) -> new ArrayList<>()).add(candidate);
		}
		Stream<Candidate> bests = byPartition.values()
			.stream()
			.flatMap((some) -> Candidate.best(some.stream()).stream());
		List<RankingChanged.Item> places = Places.of(bests, List.of());
		assertThat(places).extracting((item) -> item.article().id()).isEqualTo(bySortingEverything(all));
		for (int i = 0; i < places.size(); i++) {
			assertThat(places.get(i).rank()).isEqualTo(i + 1);
		}
	}

	/** Three stable sorts, the least important first. */
	private static List<String> bySortingEverything(List<Candidate> candidates) {
		List<Candidate> sorted = new ArrayList<>(candidates);
		sorted.sort(Comparator.comparing((candidate) -> candidate.article().id()));
		sorted.sort((one,
				other) -> other.article().publishedAt().toInstant().compareTo(one.article().publishedAt().toInstant()));
		sorted.sort((one, other) -> Long.compare(other.views(), one.views()));
		return sorted.stream().limit(100).map((candidate) -> candidate.article().id()).toList();
	}

	/** Few different times, in different zones, so that ties are common. */
	private static Candidate candidate(int number, int views) {
		OffsetDateTime publishedAt = OffsetDateTime.parse("2026-03-01T12:00:00Z")
			.minusHours(number % 5)
			.withOffsetSameInstant(ZoneOffset.ofHours(number % 13));
		String id = "article-" + (number * 7919 % 1000);
		ArticleCard card = new ArticleCard(id, "slug", "https://paper.example/" + id, "Headline", null, "x", "en", null,
				publishedAt, publishedAt);
		return new Candidate(views, views, card);
	}

}
