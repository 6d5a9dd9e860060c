package io.broadsheet.trending.ranking;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.broadsheet.events.ArticleCard;
import io.broadsheet.events.RankingChanged;
import io.broadsheet.trending.panes.Window;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The best of the bests are the best of all.
 */
class PlacesTests {

	private static final Instant NOW = Instant.parse("2026-03-01T13:00:00Z");

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
		List<Candidate> bests = new ArrayList<>();
		byPartition.values().forEach((some) -> {
			Selection best = select(some);
			bests.addAll(best.places());
			bests.addAll(best.further());
		});
		Selection best = select(bests);
		ToldList told = ToldList.of(Ranking.MOST_VIEWED.list(Window.DAY, Scope.ALL), NOW, best);
		List<RankingChanged.Item> places = new Places(Duration.ofHours(2))
			.event(told, OffsetDateTime.ofInstant(NOW, ZoneOffset.UTC), best, null, 0)
			.items();
		assertThat(places).extracting((item) -> item.article().id()).isEqualTo(bySortingEverything(all));
		for (int i = 0; i < places.size(); i++) {
			assertThat(places.get(i).rank()).isEqualTo(i + 1);
		}
	}

	private static Selection select(List<Candidate> candidates) {
		return Selection.of(candidates.stream().sorted().iterator(), NOW, Integer.MAX_VALUE);
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
