package io.broadsheet.trending.ranking;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a list that was told, to see what changes: not its cards, as
 * they do not change without their {@code updatedAt}.
 *
 * @param list the list
 * @param generatedAt when
 * @param places what stood in it, the best first
 * @param further what it held further down
 */
record ToldList(ListId list, OffsetDateTime generatedAt, List<Place> places, List<Place> further) {

	static ToldList of(ListId list, OffsetDateTime generatedAt, Selection selection) {
		return new ToldList(list, generatedAt, places(selection.places()), places(selection.further()));
	}

	private static List<Place> places(List<Candidate> candidates) {
		return candidates.stream()
			.map((candidate) -> new Place(candidate.article().id(), candidate.score(), candidate.views(),
					candidate.article().updatedAt()))
			.toList();
	}

	boolean isEmpty() {
		return this.places.isEmpty();
	}

	/**
	 * Whether readers would see a difference.
	 * @param before what was told last; null if nothing ever was
	 * @return false if it is the same list
	 */
	boolean differsFrom(@Nullable ToldList before) {
		return (before == null) ? !this.places.isEmpty()
				: !this.places.equals(before.places) || !this.further.equals(before.further);
	}

	/**
	 * Who stands where.
	 * @return the rank of each article by its id, 1 for the best
	 */
	Map<String, Integer> ranks() {
		Map<String, Integer> ranks = new HashMap<>();
		this.places.forEach((place) -> ranks.put(place.id(), ranks.size() + 1));
		return ranks;
	}

	/**
	 * An article's place.
	 *
	 * @param id the article
	 * @param score what the list is ordered by
	 * @param views how often it was viewed within the window
	 * @param updatedAt when the article was last changed
	 */
	record Place(String id, double score, long views, OffsetDateTime updatedAt) {
	}

}
