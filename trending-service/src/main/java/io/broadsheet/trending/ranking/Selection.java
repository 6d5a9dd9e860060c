package io.broadsheet.trending.ranking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

import io.broadsheet.trending.panes.Window;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a list: its places, and further down those that would have a place
 * among articles that were published lately, for each window in which that can be asked.
 *
 * @param places the best first
 * @param further those behind or between them, the best first
 */
public record Selection(List<Candidate> places, List<Candidate> further) {

	/** Of a list in which nothing stands. */
	public static final Selection NOTHING = new Selection(List.of(), List.of());

	public Selection {
		places = List.copyOf(places);
		further = List.copyOf(further);
	}

	/**
	 * Selects.
	 * @param candidates in their order
	 * @param now the moment to look back from
	 * @param sectionCap how many articles of a section have a place
	 * @return the selection
	 */
	public static Selection of(Iterator<Candidate> candidates, Instant now, int sectionCap) {
		Picker all = new Picker(null, now, sectionCap, Ranking.PLACES);
		List<Picker> young = Window.ALL.stream()
			.map((window) -> new Picker(window.length(), now, sectionCap, Ranking.PLACES))
			.toList();
		List<Candidate> places = new ArrayList<>();
		List<Candidate> further = new ArrayList<>();
		boolean room = true;
		while (room && candidates.hasNext()) {
			Candidate candidate = candidates.next();
			Instant publishedAt = candidate.article().publishedAt().toInstant();
			boolean picked = false;
			room = false;
			for (Picker picker : young) {
				picked |= picker.takes(candidate.article(), publishedAt);
				room |= !picker.isFull();
			}
			if (all.takes(candidate.article(), publishedAt)) {
				places.add(candidate);
			}
			else if (picked) {
				further.add(candidate);
			}
			room |= !all.isFull();
		}
		return new Selection(places, further);
	}

	/**
	 * The same, with the visitors of each article.
	 * @param count tells how many there were, or null if nobody counted them
	 * @return the selection to tell
	 */
	public Selection withVisitors(Function<Candidate, @Nullable Long> count) {
		return new Selection(withVisitors(this.places, count), withVisitors(this.further, count));
	}

	private static List<Candidate> withVisitors(List<Candidate> candidates, Function<Candidate, @Nullable Long> count) {
		List<Candidate> counted = new ArrayList<>(candidates.size());
		for (Candidate candidate : candidates) {
			counted
				.add(new Candidate(candidate.score(), candidate.views(), count.apply(candidate), candidate.article()));
		}
		return counted;
	}

	boolean isEmpty() {
		return this.places.isEmpty();
	}

}
