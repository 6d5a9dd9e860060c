package io.broadsheet.trending.boards;

import java.util.TreeSet;

import io.broadsheet.trending.ranking.Candidate;
import io.broadsheet.trending.ranking.ListId;
import io.broadsheet.trending.ranking.Selection;
import org.jspecify.annotations.Nullable;

/**
 * All articles of one list, in order.
 */
final class Board {

	private final ListId list;

	private final TreeSet<Candidate> order = new TreeSet<>();

	private @Nullable Selection told;

	/**
	 * Creates an empty board.
	 * @param list its list
	 * @param told what was told of it last; null if that is not known any more
	 */
	Board(ListId list, @Nullable Selection told) {
		this.list = list;
		this.told = told;
	}

	ListId list() {
		return this.list;
	}

	void add(Candidate candidate) {
		this.order.add(candidate);
	}

	void remove(Candidate candidate) {
		this.order.remove(candidate);
	}

	Iterable<Candidate> order() {
		return this.order;
	}

	/**
	 * Notes what is told of it.
	 * @param selection what stands in it now
	 * @return whether that is anything new
	 */
	boolean isNews(Selection selection) {
		boolean news = !selection.equals(this.told);
		this.told = selection;
		return news;
	}

	boolean isForgotten() {
		return this.order.isEmpty() && Selection.NOTHING.equals(this.told);
	}

}
