package io.broadsheet.catalog.related;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.broadsheet.events.ArticleCard;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which articles are related, and in which order.
 */
class RelatednessTests {

	private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00+07:00");

	private static final Set<String> TAGS = Set.of("tram", "city-hall");

	private final Relatedness relatedness = new Relatedness("self", "transport", TAGS);

	@Test
	void atTheSameTimeMoreInCommonStandsFirst() {
		assertThat(closest(candidate("section", "transport", Set.of(), 0), candidate("tag", "city", Set.of("tram"), 0),
				candidate("all", "transport", TAGS, 0), candidate("tags", "city", TAGS, 0)))
			.containsExactly("all", "tags", "tag", "section");
	}

	@Test
	void whatSharesNeitherSectionNorTagIsNotRelated() {
		assertThat(closest(candidate("other", "sport", Set.of("cup"), 0), candidate("bare", "sport", Set.of(), 0)))
			.isEmpty();
	}

	@Test
	void thirtyDaysWeighAsMuchAsTwiceTheSimilarity() {
		long month = 30L * 24 * 3600 * 1000;
		Candidate near = candidate("near", "sport", TAGS, 0);
		assertThat(closest(near, candidate("new", "transport", Set.of(), month - 1))).containsExactly("near", "new");
		assertThat(closest(near, candidate("new", "transport", Set.of(), month + 1))).containsExactly("new", "near");
	}

	@Test
	void anArticleWithManyTagsIsNotRelatedToEverything() {
		assertThat(closest(candidate("many", "city", Set.of("tram", "a", "b", "c", "d", "e", "f", "g"), 0),
				candidate("few", "city", Set.of("tram"), 0)))
			.containsExactly("few", "many");
	}

	@Test
	void articlesOfTheSameScoreAreInTheOrderOfTheirIds() {
		assertThat(closest(candidate("b", "transport", TAGS, 0), candidate("c", "transport", TAGS, 0),
				candidate("a", "transport", TAGS, 0)))
			.containsExactly("a", "b", "c");
	}

	@Test
	void theFirstYearAndTheLastAreRankedToo() {
		OffsetDateTime first = OffsetDateTime.parse("0001-01-01T00:00:00Z");
		OffsetDateTime last = OffsetDateTime.parse("9998-12-31T23:59:59Z");
		assertThat(this.relatedness
			.closest(List.of(candidate("first", "transport", TAGS, first),
					candidate("last", "sport", Set.of("tram"), last)), 2)
			.stream()
			.map(Candidate::id)).containsExactly("last", "first");
	}

	@Property
	void theArticleItselfIsNeverAmongThem(@ForAll("candidates") List<Candidate> candidates,
			@ForAll @IntRange(min = 1, max = 20) int limit) {
		List<Candidate> withItself = new ArrayList<>(candidates);
		withItself.add(candidate("self", "transport", TAGS, 0));
		assertThat(ids(this.relatedness.closest(withItself, limit))).doesNotContain("self")
			.doesNotHaveDuplicates()
			.hasSizeLessThanOrEqualTo(limit);
	}

	@Property
	void theOrderDependsOnNothingButTheArticles(@ForAll("candidates") List<Candidate> candidates,
			@ForAll Random random) {
		List<Candidate> shuffled = new ArrayList<>(candidates);
		Collections.shuffle(shuffled, random);
		assertThat(this.relatedness.closest(shuffled, 100)).isEqualTo(this.relatedness.closest(candidates, 100));
	}

	@Property
	void aShorterListIsTheBeginningOfALongerOne(@ForAll("candidates") List<Candidate> candidates,
			@ForAll @IntRange(min = 1, max = 20) int limit) {
		List<Candidate> all = this.relatedness.closest(candidates, 100);
		assertThat(this.relatedness.closest(candidates, limit)).isEqualTo(all.subList(0, Math.min(limit, all.size())));
	}

	/**
	 * The formula as it is written, without its logarithm, counted from an arbitrary
	 * moment.
	 */
	@Property
	void whoStandsBeforeAnotherHasNoLowerScore(@ForAll("candidates") List<Candidate> candidates) {
		List<Candidate> ranked = this.relatedness.closest(candidates, 100);
		for (int i = 1; i < ranked.size(); i++) {
			assertThat(score(ranked.get(i - 1))).isGreaterThanOrEqualTo(score(ranked.get(i)) * (1 - 1e-9));
		}
		assertThat(ids(ranked)).hasSameElementsAs(candidates.stream()
			.filter((candidate) -> score(candidate) > 0 && !"self".equals(candidate.id()))
			.map(Candidate::id)
			.distinct()
			.toList());
	}

	@Provide
	Arbitrary<List<Candidate>> candidates() {
		Arbitrary<Set<String>> tags = Arbitraries.of("tram", "city-hall", "budget", "river").set().ofMaxSize(4);
		Arbitrary<String> sections = Arbitraries.of("transport", "city");
		Arbitrary<Long> ages = Arbitraries.longs().between(0, 90L * 24 * 3600 * 1000);
		return Combinators.combine(sections, tags, ages)
			.as(RelatednessTests::unnamed)
			.list()
			.ofMaxSize(15)
			.map((list) -> {
				List<Candidate> named = new ArrayList<>();
				list.forEach((unnamed) -> named
					.add(candidate("id-" + named.size(), unnamed.section(), unnamed.tags(), unnamed.publishedAt())));
				if (!named.isEmpty()) {
					named.add(named.get(0));
				}
				return named;
			});
	}

	private static double score(Candidate candidate) {
		Set<String> shared = new HashSet<>(candidate.tags());
		shared.retainAll(TAGS);
		double tags = shared.isEmpty() ? 0
				: 2 * shared.size() / (Math.sqrt(TAGS.size()) * Math.sqrt(candidate.tags().size()));
		double similarity = tags + ("transport".equals(candidate.section()) ? 1 : 0);
		double days = (candidate.publishedAt().toInstant().toEpochMilli() - NOON.toInstant().toEpochMilli())
				/ 86_400_000.0;
		return similarity * Math.pow(2, days / 30);
	}

	private static Candidate unnamed(String section, Set<String> tags, long age) {
		return candidate("", section, tags, -age);
	}

	private List<String> closest(Candidate... candidates) {
		return ids(this.relatedness.closest(List.of(candidates), 100));
	}

	private static List<String> ids(List<Candidate> candidates) {
		return candidates.stream().map(Candidate::id).toList();
	}

	private static Candidate candidate(String id, String section, Set<String> tags, long millisAfterNoon) {
		return candidate(id, section, tags, NOON.plusNanos(millisAfterNoon * 1_000_000));
	}

	private static Candidate candidate(String id, String section, Set<String> tags, OffsetDateTime publishedAt) {
		return new Candidate(new ArticleCard(id, id, "https://paper.example/" + id, "Headline", null, section, "en",
				null, publishedAt, publishedAt), tags);
	}

}
