package io.broadsheet.trending.boards;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import io.broadsheet.trending.panes.Window;
import io.broadsheet.trending.ranking.Candidate;
import io.broadsheet.trending.ranking.Ranking;
import io.broadsheet.trending.ranking.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Where an article stands: as which candidate in each ranking and window, and in which
 * scopes.
 */
public final class Placing {

	static final int RANKINGS_AND_WINDOWS = Ranking.values().length * Window.ALL.size();

	/** In no list. */
	public static final Placing NOWHERE = new Placing(Set.of());

	private final Set<Scope> scopes;

	private final List<@Nullable Candidate> candidates = new ArrayList<>(
			Collections.nCopies(RANKINGS_AND_WINDOWS, null));

	private @Nullable Candidate any;

	/**
	 * In no list yet.
	 * @param scopes the scopes of the lists that it will stand in
	 */
	public Placing(Set<Scope> scopes) {
		this.scopes = Set.copyOf(scopes);
	}

	/**
	 * Gives it a place.
	 * @param ranking in which ranking
	 * @param window over which window
	 * @param candidate the article
	 */
	public void add(Ranking ranking, Window window, Candidate candidate) {
		this.candidates.set(index(ranking, window), candidate);
		this.any = candidate;
	}

	static int index(Ranking ranking, Window window) {
		return ranking.ordinal() * Window.ALL.size() + Window.ALL.indexOf(window);
	}

	Set<Scope> scopes() {
		return this.scopes;
	}

	@Nullable Candidate candidate(int index) {
		return this.candidates.get(index);
	}

	/** One of its candidates, all of which have the same card. */
	@Nullable Candidate any() {
		return this.any;
	}

	boolean has(Scope scope, int index, Candidate candidate) {
		return candidate.equals(this.candidates.get(index)) && this.scopes.contains(scope);
	}

}
