package io.broadsheet.catalog.related;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which articles are related to one, and how closely. With the article's tags A and the
 * candidate's tags B,
 *
 * <pre>
 * similarity = [same section] + 2 · |A ∩ B| / √(|A| · |B|)
 * score      = similarity · 2 ^ (publishedAt / 30 days)
 * </pre>
 *
 * so sharing all tags counts as much as two sections, and an article that is 30 days
 * older has to be twice as similar. The fraction is the Ochiai coefficient (A. Ochiai,
 * Bulletin of the Japanese Society of Scientific Fisheries 22, 1957), which keeps an
 * article with very many tags from being related to everything. As the weight of time is
 * exponential, the order does not depend on the moment from which ages are counted, and
 * so not on when it is asked for. What shares neither section nor tag is not related.
 * Articles of the same score are in the order of publication, the newest first, then of
 * their ids.
 */
final class Relatedness {

	private static final double SECTION_WEIGHT = 1;

	private static final double TAG_WEIGHT = 2;

	private static final double HALF_LIFE_SECONDS = Duration.ofDays(30).toSeconds();

	private static final double MILLIS = 1000;

	private static final Comparator<Scored> ORDER = Comparator.comparingDouble(Scored::score)
		.reversed()
		.thenComparing((scored) -> scored.candidate().publishedAt().toInstant(), Comparator.reverseOrder())
		.thenComparing((scored) -> scored.candidate().id());

	private final String id;

	private final String section;

	private final Set<String> tags;

	/**
	 * Creates it, for one article.
	 * @param id the article's id
	 * @param section its section's slug
	 * @param tags its tags' slugs
	 */
	Relatedness(String id, String section, Collection<String> tags) {
		this.id = id;
		this.section = section;
		this.tags = Set.copyOf(tags);
	}

	/**
	 * Ranks candidates.
	 * @param candidates articles in any order; the same one may come twice
	 * @param limit how many are wanted at most
	 * @return the most closely related ones, never the article itself
	 */
	List<Candidate> closest(Collection<Candidate> candidates, int limit) {
		Map<String, Candidate> distinct = candidates.stream()
			.filter((candidate) -> !candidate.id().equals(this.id))
			.collect(Collectors.toMap(Candidate::id, Function.identity(), (one, same) -> one));
		return distinct.values()
			.stream()
			.filter((candidate) -> similarity(candidate) > 0)
			.map((candidate) -> new Scored(candidate, score(candidate)))
			.sorted(ORDER)
			.limit(limit)
			.map(Scored::candidate)
			.toList();
	}

	/** The logarithm of the score to base 2: the score itself is beyond all doubles. */
	private double score(Candidate candidate) {
		double seconds = candidate.publishedAt().toInstant().toEpochMilli() / MILLIS;
		return Math.log(similarity(candidate)) / Math.log(2) + seconds / HALF_LIFE_SECONDS;
	}

	private double similarity(Candidate candidate) {
		double sameSection = this.section.equals(candidate.section()) ? SECTION_WEIGHT : 0;
		long shared = candidate.tags().stream().filter(this.tags::contains).count();
		if (shared == 0) {
			return sameSection;
		}
		return sameSection + TAG_WEIGHT * shared / Math.sqrt((double) this.tags.size() * candidate.tags().size());
	}

	private record Scored(Candidate candidate, double score) {
	}

}
