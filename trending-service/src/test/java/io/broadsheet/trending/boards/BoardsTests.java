package io.broadsheet.trending.boards;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

import io.broadsheet.events.ArticleCard;
import io.broadsheet.trending.panes.Window;
import io.broadsheet.trending.ranking.Candidate;
import io.broadsheet.trending.ranking.ListId;
import io.broadsheet.trending.ranking.Ranking;
import io.broadsheet.trending.ranking.Scope;
import io.broadsheet.trending.ranking.SectionCap;
import io.broadsheet.trending.ranking.Selection;
import io.broadsheet.trending.stores.InMemoryStores;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists that are kept while articles change, held against sorting everything each time.
 */
class BoardsTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private static final int CAP = 30;

	private final KeyValueStore<String, ListId> filled = store();

	private final Map<ListId, Selection> told = new HashMap<>();

	private Boards boards = boards();

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void whatIsToldIsWhatSortingEverythingGives(long seed) {
		Random random = new Random(seed);
		Map<String, Candidate> all = new HashMap<>();
		Map<String, Set<Scope>> scopes = new HashMap<>();
		Instant now = NOON;
		for (int step = 0; step < 40; step++) {
			for (int change = 0; change < 60; change++) {
				String id = "a" + random.nextInt(400);
				Candidate candidate = (random.nextInt(6) > 0) ? candidate(id, random) : null;
				place(id, candidate, all, scopes, random, now);
			}
			if (step == 20) {
				this.boards = boards();
				for (Map.Entry<String, Candidate> entry : all.entrySet()) {
					this.boards.place(entry.getKey(), placing(entry.getValue(), scopes.get(entry.getKey())), now);
				}
			}
			now = now.plus(Duration.ofMinutes(random.nextInt(90)));
			this.boards.tellChanged(now, this.told::put);
			assertThatEachListIsRight(all, scopes, now);
		}
	}

	@Test
	void aListThatEmptiedWhileNobodyLookedIsToldAsEmpty() {
		Candidate candidate = candidate("a", new Random(1));
		this.boards.place("a", placing(candidate, Set.of(Scope.ALL)), NOON);
		this.boards.tellChanged(NOON, this.told::put);
		this.boards = boards();
		this.told.clear();
		this.boards.tellChanged(NOON, this.told::put);
		assertThat(this.told).containsExactly(Map.entry(list(Ranking.MOST_VIEWED, Scope.ALL), Selection.NOTHING));
		assertThat(this.filled.approximateNumEntries()).isZero();
		assertThat(this.boards.lists()).isEmpty();
	}

	@Test
	void whoLeavesAllListsIsNamedOnce() {
		this.boards.tellChanged(NOON, this.told::put);
		this.boards.place("a", placing(candidate("a", new Random(1)), Set.of(Scope.ALL)), NOON);
		this.boards.place("b", Placing.NOWHERE, NOON);
		assertThat(this.boards.gone()).isEmpty();
		this.boards.place("a", Placing.NOWHERE, NOON);
		assertThat(this.boards.gone()).containsExactly("a");
		assertThat(this.boards.gone()).isEmpty();
	}

	@Test
	void whoComesBackIsNotGone() {
		this.boards.tellChanged(NOON, this.told::put);
		Placing placing = placing(candidate("a", new Random(1)), Set.of(Scope.ALL));
		this.boards.place("a", placing, NOON);
		this.boards.place("a", Placing.NOWHERE, NOON);
		this.boards.place("a", placing, NOON);
		assertThat(this.boards.gone()).isEmpty();
	}

	@Test
	void whoLeftWhileNobodyLookedIsNamedToo() {
		this.boards.place("a", Placing.NOWHERE, NOON);
		assertThat(this.boards.gone()).containsExactly("a");
	}

	@Test
	void listsOfTagsTakeTurnsWhenManyChange() {
		Set<Scope> tags = new HashSet<>(Set.of(Scope.ALL));
		for (int tag = 0; tag < 250; tag++) {
			tags.add(new Scope(Scope.Kind.TAG, "tag-" + tag));
		}
		this.boards.place("a", placing(candidate("a", new Random(1)), tags), NOON);
		this.boards.tellChanged(NOON, this.told::put);
		assertThat(this.told).hasSize(201).containsKey(list(Ranking.MOST_VIEWED, Scope.ALL));
		assertThat(this.boards.hasNews(NOON)).isTrue();
		this.boards.tellChanged(NOON, this.told::put);
		assertThat(this.told).hasSize(251);
		assertThat(this.boards.hasNews(NOON)).isFalse();
	}

	private void place(String id, Candidate candidate, Map<String, Candidate> all, Map<String, Set<Scope>> scopes,
			Random random, Instant now) {
		if (candidate == null) {
			all.remove(id);
			this.boards.place(id, Placing.NOWHERE, now);
			return;
		}
		Scope section = new Scope(Scope.Kind.SECTION, candidate.article().section());
		Scope tag = new Scope(Scope.Kind.TAG, "tag-" + random.nextInt(3));
		all.put(id, candidate);
		scopes.put(id, Set.of(Scope.ALL, section, tag));
		this.boards.place(id, placing(candidate, scopes.get(id)), now);
	}

	private void assertThatEachListIsRight(Map<String, Candidate> all, Map<String, Set<Scope>> scopes, Instant now) {
		Set<Scope> every = new HashSet<>();
		scopes.values().forEach(every::addAll);
		for (Scope scope : every) {
			List<Candidate> sorted = all.entrySet()
				.stream()
				.filter((entry) -> scopes.get(entry.getKey()).contains(scope))
				.map(Map.Entry::getValue)
				.sorted()
				.toList();
			assertThatItIsRight(list(Ranking.MOST_VIEWED, scope), sorted, now, Integer.MAX_VALUE);
			assertThatItIsRight(list(Ranking.TRENDING, scope), sorted, now,
					scope.equals(Scope.ALL) ? CAP : Integer.MAX_VALUE);
		}
	}

	private void assertThatItIsRight(ListId list, List<Candidate> sorted, Instant now, int cap) {
		Selection selection = this.told.getOrDefault(list, Selection.NOTHING);
		List<Candidate> best = best(sorted, (candidate) -> true, cap);
		assertThat(selection.places()).as(list.key()).isEqualTo(best);
		Set<Candidate> further = new HashSet<>();
		for (Window window : Window.ALL) {
			further.addAll(best(sorted,
					(candidate) -> !candidate.article().publishedAt().toInstant().isBefore(now.minus(window.length())),
					cap));
		}
		best.forEach(further::remove);
		assertThat(new HashSet<>(selection.further())).as(list.key()).containsAll(further);
	}

	/** By counting, for each, how many of its section have a place before it. */
	private static List<Candidate> best(List<Candidate> sorted, Predicate<Candidate> young, int cap) {
		Map<String, Integer> before = new HashMap<>();
		List<Candidate> best = new ArrayList<>();
		for (Candidate candidate : sorted) {
			if (young.test(candidate) && best.size() < 100
					&& before.merge(candidate.article().section(), 1, Integer::sum) <= cap) {
				best.add(candidate);
			}
		}
		return best;
	}

	private static Candidate candidate(String id, Random random) {
		ArticleCard card = new ArticleCard(id, "slug", "https://paper.example/" + id, "Headline", null,
				"section-" + random.nextInt(4), "en", null,
				NOON.minus(Duration.ofMinutes(random.nextInt(40 * 24 * 60))).atOffset(ZoneOffset.UTC),
				NOON.atOffset(ZoneOffset.UTC));
		int views = 1 + random.nextInt(30);
		return new Candidate(views, views, card);
	}

	private static Placing placing(Candidate candidate, Set<Scope> scopes) {
		Placing placing = new Placing(scopes);
		placing.add(Ranking.MOST_VIEWED, Window.DAY, candidate);
		if (scopes.contains(new Scope(Scope.Kind.SECTION, candidate.article().section()))) {
			placing.add(Ranking.TRENDING, Window.DAY, candidate);
		}
		return placing;
	}

	private static ListId list(Ranking ranking, Scope scope) {
		return ranking.list(Window.DAY, scope);
	}

	private Boards boards() {
		return new Boards(this.filled, new SectionCap(CAP), 200);
	}

	private static KeyValueStore<String, ListId> store() {
		KeyValueStore<String, ListId> store = InMemoryStores
			.store("lists", Serdes.String(), InMemoryStores.json(ListId.class))
			.withLoggingDisabled()
			.build();
		MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
		store.init(context.getStateStoreContext(), store);
		return store;
	}

}
