package io.broadsheet.trending.ranking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.broadsheet.trending.panes.Window;

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
		while (candidates.hasNext() && !(all.isFull() && young.stream().allMatch(Picker::isFull))) {
			Candidate candidate = candidates.next();
			boolean picked = false;
			for (Picker picker : young) {
				picked |= picker.takes(candidate.article());
			}
			if (all.takes(candidate.article())) {
				places.add(candidate);
			}
			else if (picked) {
				further.add(candidate);
			}
		}
		return new Selection(places, further);
	}

	boolean isEmpty() {
		return this.places.isEmpty();
	}

}
