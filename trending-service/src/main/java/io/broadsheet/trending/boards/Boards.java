package io.broadsheet.trending.boards;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import io.broadsheet.trending.panes.Window;
import io.broadsheet.trending.ranking.Agings;
import io.broadsheet.trending.ranking.Candidate;
import io.broadsheet.trending.ranking.ListId;
import io.broadsheet.trending.ranking.Ranking;
import io.broadsheet.trending.ranking.Scope;
import io.broadsheet.trending.ranking.SectionCap;
import io.broadsheet.trending.ranking.Selection;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The lists of one partition. Each holds its articles in order, so that an article that
 * changes costs its own places and nothing else, and only lists that something happened
 * to are looked at. Which lists were not empty when last told is stored, so that one that
 * empties while nobody looks is told as empty too.
 */
public final class Boards {

	private final KeyValueStore<String, ListId> filled;

	private final SectionCap cap;

	private final int tagLists;

	private final Map<Scope, Map<Integer, Board>> boards = new HashMap<>();

	private final Map<String, Placing> placings = new HashMap<>();

	private final Set<Board> changed = new LinkedHashSet<>();

	/** Those that lost an article for another reason than time. */
	private final Set<Board> urgent = new HashSet<>();

	private final Agings agings = new Agings();

	private final Set<String> gone = new HashSet<>();

	/** Before, what others know of this partition is not known here. */
	private boolean told;

	/**
	 * Looks after a store.
	 * @param filled the lists that were not empty when last told
	 * @param cap how many articles of a section may stand in a list
	 * @param tagLists how many lists of tags are told at once; the others wait
	 */
	public Boards(KeyValueStore<String, ListId> filled, SectionCap cap, int tagLists) {
		this.filled = filled;
		this.cap = cap;
		this.tagLists = tagLists;
		try (KeyValueIterator<String, ListId> all = filled.all()) {
			all.forEachRemaining((list) -> restore(list.value));
		}
	}

	private void restore(ListId list) {
		Optional<Ranking> ranking = Ranking.named(list.list());
		Optional<Window> window = Window.named(list.window());
		if (ranking.isPresent() && window.isPresent()) {
			Board board = new Board(list, null);
			this.boards.computeIfAbsent(list.scope(), (scope) -> new HashMap<>())
				.put(Placing.index(ranking.get(), window.get()), board);
			this.changed.add(board);
		}
	}

	/**
	 * Puts an article where it belongs now.
	 * @param articleId the article
	 * @param placing where it stands
	 * @param now when that is
	 */
	public void place(String articleId, Placing placing, Instant now) {
		Placing before = this.placings.getOrDefault(articleId, Placing.NOWHERE);
		boolean leaves = !placing.scopes().equals(before.scopes());
		eachPlace(before, (board, candidate) -> {
			board.remove(candidate);
			if (leaves) {
				this.urgent.add(board);
			}
		}, placing);
		eachPlace(placing, (board, candidate) -> board.add(candidate), before);
		@Nullable Candidate any = placing.any();
		if (any == null) {
			if (this.placings.remove(articleId) != null || !this.told) {
				this.gone.add(articleId);
			}
			return;
		}
		this.gone.remove(articleId);
		this.placings.put(articleId, placing);
		this.agings.watch(articleId, any.article().publishedAt().toInstant(), now);
	}

	/** Each place that it has and the other has not. */
	private void eachPlace(Placing placing, BiConsumer<Board, Candidate> consumer, Placing other) {
		if (placing.any() == null) {
			return;
		}
		for (Scope scope : placing.scopes()) {
			for (int index = 0; index < Placing.RANKINGS_AND_WINDOWS; index++) {
				@Nullable Candidate candidate = placing.candidate(index);
				if (candidate != null && !other.has(scope, index, candidate)) {
					Board board = board(scope, index);
					consumer.accept(board, candidate);
					this.changed.add(board);
				}
			}
		}
	}

	private Board board(Scope scope, int index) {
		return this.boards.computeIfAbsent(scope, (key) -> new HashMap<>()).computeIfAbsent(index, (key) -> {
			Ranking ranking = Ranking.values()[index / Window.ALL.size()];
			Window window = Window.ALL.get(index % Window.ALL.size());
			return new Board(ranking.list(window, scope), Selection.NOTHING);
		});
	}

	/**
	 * Tells what changed.
	 * @param now the moment to look back from
	 * @param teller takes each list that changed, and what stands in it now
	 */
	public void tellChanged(Instant now, BiConsumer<ListId, Selection> teller) {
		this.agings.due(now).forEach(this::looksDifferent);
		int tags = 0;
		for (Iterator<Board> all = this.changed.iterator(); all.hasNext();) {
			Board board = all.next();
			boolean patient = board.list().scope().kind() == Scope.Kind.TAG;
			if (patient && tags >= this.tagLists && !this.urgent.remove(board)) {
				continue;
			}
			all.remove();
			if (tell(board, now, teller) && patient) {
				tags++;
			}
		}
		this.urgent.clear();
		this.told = true;
	}

	/**
	 * The articles that have left all lists since last asked.
	 * @return their ids
	 */
	public Set<String> gone() {
		Set<String> ids = Set.copyOf(this.gone);
		this.gone.clear();
		return ids;
	}

	/** An article that grows too old to be asked for leaves room for another. */
	private void looksDifferent(String articleId) {
		@Nullable Placing placing = this.placings.get(articleId);
		if (placing != null) {
			eachPlace(placing, (board, candidate) -> {
			}, Placing.NOWHERE);
		}
	}

	private boolean tell(Board board, Instant now, BiConsumer<ListId, Selection> teller) {
		ListId list = board.list();
		Selection selection = Selection.of(board.order().iterator(), now, this.cap.of(list));
		boolean news = board.isNews(selection);
		if (news) {
			teller.accept(list, selection);
			if (selection.equals(Selection.NOTHING)) {
				this.filled.delete(list.key());
			}
			else {
				this.filled.putIfAbsent(list.key(), list);
			}
		}
		if (board.isForgotten()) {
			forget(board);
		}
		return news;
	}

	private void forget(Board board) {
		this.boards.computeIfPresent(board.list().scope(), (scope, boards) -> {
			boards.values().remove(board);
			return boards.isEmpty() ? null : boards;
		});
	}

	/**
	 * Whether there are lists to tell.
	 * @param now the moment to look back from
	 * @return false if nothing changed and nobody grew too old
	 */
	public boolean hasNews(Instant now) {
		return !this.changed.isEmpty() || this.agings.isDue(now);
	}

	/**
	 * The articles that stand in lists.
	 * @return how many
	 */
	public int size() {
		return this.placings.size();
	}

	List<ListId> lists() {
		return this.boards.values().stream().flatMap((boards) -> boards.values().stream()).map(Board::list).toList();
	}

}
