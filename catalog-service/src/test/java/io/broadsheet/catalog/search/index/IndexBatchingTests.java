package io.broadsheet.catalog.search.index;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.broadsheet.catalog.article.ArticleFilter;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.search.text.QueryText;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However the log is cut into batches, and wherever the process dies in between, the same
 * articles are found, and they are those that a plain map would have.
 */
class IndexBatchingTests {

	private static final List<String> WORDS = List.of("tram", "bus", "ferry");

	@Property(tries = 150)
	void anyBatchingWithAnyCrashesGivesWhatTheLogSays(@ForAll("logs") List<Step> log, @ForAll Random dice)
			throws IOException {
		ByteBuffersDirectory directory = new ByteBuffersDirectory();
		SearchIndex index = SearchIndex.open(directory);
		index.startAnew("log");
		int next = 0;
		while (next < log.size()) {
			int end = Math.min(log.size(), next + 1 + dice.nextInt(4));
			for (Step step : log.subList(next, end)) {
				step.applyTo(index);
			}
			index.advance(Map.of(0, (long) end));
			if (dice.nextInt(3) == 0) {
				index.commit();
			}
			if (dice.nextInt(3) == 0) {
				index.abandon();
				index = SearchIndex.open(directory);
				end = index.position().next().getOrDefault(0, 0L).intValue();
				assertFinds(index, log.subList(0, end));
			}
			next = end;
		}
		assertFinds(index, log);
		index.close();
	}

	private static void assertFinds(SearchIndex index, List<Step> log) throws IOException {
		Map<String, Step> standing = new HashMap<>();
		for (Step step : log) {
			if (step.revision() == null) {
				standing.remove(step.id());
			}
			else if (!standing.containsKey(step.id()) || standing.get(step.id()).revision() < step.revision()) {
				standing.put(step.id(), step);
			}
		}
		for (String word : WORDS) {
			List<String> expected = standing.values()
				.stream()
				.filter((step) -> !step.withdrawn() && step.word().equals(word))
				.map(Step::id)
				.sorted(Comparator.reverseOrder())
				.toList();
			assertThat(found(index, word)).isEqualTo(expected);
		}
		assertThat(index.documents()).isEqualTo(standing.values().stream().filter((step) -> !step.withdrawn()).count());
	}

	private static List<String> found(SearchIndex index, String word) throws IOException {
		List<String> result = new ArrayList<>();
		SearchPlace place = null;
		do {
			Finds finds = index.search(new SearchRequest(new QueryText(word + " "), ArticleFilter.NONE, null,
					SearchOrder.NEWEST, 2, place), Stories.NOON.toInstant(), Duration.ofSeconds(30));
			finds.items().forEach((find) -> result.add(find.id()));
			place = finds.next();
		}
		while (place != null);
		return result;
	}

	@Provide
	Arbitrary<List<Step>> logs() {
		Arbitrary<String> ids = Arbitraries.of("a", "b", "c", "d", "e");
		Arbitrary<Long> revisions = Arbitraries.longs().between(1, 6).injectNull(0.15);
		return Combinators.combine(ids, revisions, Arbitraries.of(WORDS), Arbitraries.of(true, false, false))
			.as(Step::new)
			.list()
			.ofMaxSize(40);
	}

	/**
	 * A record of the log.
	 *
	 * @param revision null for a purge
	 */
	record Step(String id, @Nullable Long revision, String word, boolean withdrawn) {

		void applyTo(SearchIndex index) throws IOException {
			if (this.revision == null) {
				index.purge(this.id);
			}
			else {
				index.put(entry(this.revision));
			}
		}

		private CatalogEntry entry(long revision) {
			return this.withdrawn ? Stories.withdrawn(this.id, revision)
					: Stories.story(this.id, revision, "en", this.word, "", "city", Stories.NOON);
		}

	}

}
