package io.broadsheet.trending.exactness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.broadsheet.events.ArticleReacted;
import io.broadsheet.events.ArticleShared;
import io.broadsheet.events.ArticleViewed;

/**
 * All that counts. Views and shares count once in half an hour; of a reader's reactions
 * of one kind the last one decides, by its own time.
 */
final class Facts {

	private static final Duration AGAIN = Duration.ofMinutes(30);

	private final Map<String, List<Fact>> counted = new HashMap<>();

	private final Map<String, List<Instant>> moments = new HashMap<>();

	private final Map<String, ArticleReacted> reactions = new HashMap<>();

	/** Whether it counts. */
	boolean add(ArticleViewed view) {
		return addOnce(new Fact(Fact.Kind.VIEW, view.articleId(), view.visitor(), "", view.at().toInstant()));
	}

	/** Whether it counts. */
	boolean add(ArticleShared share) {
		return addOnce(
				new Fact(Fact.Kind.SHARE, share.articleId(), share.visitor(), share.channel(), share.at().toInstant()));
	}

	/**
	 * What becomes of it. Of two of one moment, taken back is the last word. What was
	 * given and is given again, or not given and taken back, is a duplicate, though it
	 * counts at the later moment.
	 */
	String add(ArticleReacted reaction) {
		String who = reaction.articleId() + " " + reaction.visitor() + " " + reaction.kind();
		ArticleReacted before = this.reactions.get(who);
		if (before != null && isLater(before, reaction)) {
			return "outdated";
		}
		this.reactions.put(who, reaction);
		boolean stood = before != null && before.given();
		return (stood == reaction.given()) ? "duplicate" : "counted";
	}

	private static boolean isLater(ArticleReacted one, ArticleReacted other) {
		int order = one.at().toInstant().compareTo(other.at().toInstant());
		return order > 0 || (order == 0 && !one.given() && other.given());
	}

	/** An article's reactions and counts go, but not who viewed and shared it lately. */
	void forget(String articleId) {
		this.counted.remove(articleId);
		this.reactions.values().removeIf((reaction) -> reaction.articleId().equals(articleId));
	}

	Stream<Fact> all() {
		return Stream.concat(this.counted.values().stream().flatMap(List::stream), reactions());
	}

	List<Fact> of(String articleId) {
		Stream<Fact> given = reactions().filter((fact) -> fact.articleId().equals(articleId));
		return Stream.concat(this.counted.getOrDefault(articleId, List.of()).stream(), given).toList();
	}

	private Stream<Fact> reactions() {
		return this.reactions.values()
			.stream()
			.filter(ArticleReacted::given)
			.map((reaction) -> new Fact(Fact.Kind.REACTION, reaction.articleId(), reaction.visitor(),
					reaction.kind().wireName(), reaction.at().toInstant()));
	}

	private boolean addOnce(Fact fact) {
		String same = fact.kind() + fact.articleId() + " " + fact.who() + " " + fact.how();
		List<Instant> moments = this.moments.computeIfAbsent(same, (who) -> new ArrayList<>());
		boolean isNew = moments.stream()
			.allMatch((other) -> Duration.between(other, fact.at()).abs().compareTo(AGAIN) >= 0);
		if (isNew) {
			moments.add(fact.at());
			this.counted.computeIfAbsent(fact.articleId(), (id) -> new ArrayList<>()).add(fact);
		}
		return isNew;
	}

}
