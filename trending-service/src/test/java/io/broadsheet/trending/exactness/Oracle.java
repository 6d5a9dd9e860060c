package io.broadsheet.trending.exactness;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleReacted;
import io.broadsheet.events.ArticleRevised;
import io.broadsheet.events.ArticleShared;
import io.broadsheet.events.ArticleViewed;
import io.broadsheet.events.ArticleWithdrawn;
import io.broadsheet.events.Event;
import io.broadsheet.events.Topic;
import org.jspecify.annotations.Nullable;

/**
 * Remembers all that happened and counts it anew each time that it is asked.
 */
public final class Oracle {

	private static final Duration TOO_OLD = Duration.ofHours(24);

	private static final Duration IN_FUTURE = Duration.ofMinutes(5);

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final int PLACES = 100;

	private final Map<String, Article> published = new HashMap<>();

	private final Set<String> withdrawn = new HashSet<>();

	private final Facts facts = new Facts();

	private final Visitors visitors = new Visitors();

	private final List<Happening> waiting = new ArrayList<>();

	private final Map<String, Long> viewOutcomes = new TreeMap<>();

	private final TreeMap<String, Long> filtered = new TreeMap<>();

	private final int support;

	private final int sectionCap;

	/**
	 * Creates an oracle.
	 * @param support views, reactions and shares within the window that an article needs
	 * to trend
	 * @param sectionCap trending articles of one section in the list of all sections
	 */
	public Oracle(int support, int sectionCap) {
		this.support = support;
		this.sectionCap = sectionCap;
	}

	/** Hears what happens, in the order in which it does. */
	public void hear(Happening happening) {
		Event event = happening.event();
		if (event == null) {
			stands(happening);
			this.facts.forget(happening.articleId());
			this.visitors.forget(happening.articleId());
		}
		else if (event.type().topic() == Topic.ARTICLES) {
			stands(happening);
			waitingIsOver(happening.articleId(), happening.arrivesAt());
		}
		else {
			judge(happening);
		}
	}

	/** What became of views; those that still wait are not among them. */
	public Map<String, Long> viewOutcomes(Instant now) {
		giveUpWaiting(now);
		return new TreeMap<>(this.viewOutcomes);
	}

	/** How often something did not count, by article and reason. */
	public Map<String, Long> filtered(Instant now) {
		giveUpWaiting(now);
		return new TreeMap<>(this.filtered);
	}

	/** How many views, reactions and shares count since ever, by article and kind. */
	public Map<String, Long> counts() {
		return this.facts.all()
			.collect(Collectors.groupingBy((fact) -> fact.articleId() + " " + fact.kind(), TreeMap::new,
					Collectors.counting()));
	}

	/** Whether readers see an article. */
	public boolean isPublished(String articleId) {
		return this.published.containsKey(articleId);
	}

	/** The statistics of an article. */
	public Statistics statistics(String articleId, ZonedDateTime now) {
		giveUpWaiting(now.toInstant());
		String begin = articleId + " ";
		Map<String, Long> reasons = new TreeMap<>();
		this.filtered.subMap(begin, begin + Character.MAX_VALUE)
			.forEach((reason, number) -> reasons.put(reason.substring(begin.length()), number));
		return new Statistics(articleId, Figures.of(this.facts.of(articleId), reasons, now),
				this.visitors.all(articleId, now.toInstant()));
	}

	/** The visitors of an article in a list that was told at this moment. */
	public Bounds visitors(String articleId, String window, Instant toldAt) {
		return this.visitors.at(articleId, window, toldAt);
	}

	/**
	 * The visitors of an article in a list that was told at any moment since the first.
	 */
	Bounds visitorsSince(Instant first, String articleId, String window, Instant now) {
		return this.visitors.between(articleId, window, first, now);
	}

	/** All lists that are not empty in full length, uncapped, by their ids. */
	public Map<String, List<Place>> lists(Instant now) {
		return Lists.of(this.facts.all(), this.published, now, this.support);
	}

	/**
	 * What readers see of a list: its first places, of what trends everywhere only some
	 * of each section.
	 * @param list the list's id
	 * @param places those that may be shown, in their order
	 * @param publishedWithin how old articles may be; null if they may be of any age
	 * @param now the moment to look back from
	 * @return the places that are shown
	 */
	public List<Place> shown(String list, List<Place> places, @Nullable Duration publishedWithin, Instant now) {
		Instant since = (publishedWithin != null) ? now.minus(publishedWithin) : Instant.MIN;
		int cap = (list.startsWith("trending/") && list.endsWith("/all")) ? this.sectionCap : Integer.MAX_VALUE;
		Map<String, Integer> ofSection = new HashMap<>();
		return places.stream()
			.filter((place) -> !place.publishedAt().isBefore(since))
			.filter((place) -> ofSection.merge(place.section(), 1, Integer::sum) <= cap)
			.limit(PLACES)
			.toList();
	}

	private void giveUpWaiting(Instant now) {
		List<Happening> over = this.waiting.stream().filter((waits) -> waitedTooLong(waits, now)).toList();
		this.waiting.removeAll(over);
		over.forEach((waits) -> count(waits, "unknown-article"));
	}

	private void stands(Happening happening) {
		String id = happening.articleId();
		this.published.remove(id);
		this.withdrawn.remove(id);
		if (happening.event() instanceof ArticlePublished event) {
			this.published.put(id, event.article());
		}
		else if (happening.event() instanceof ArticleRevised event) {
			this.published.put(id, event.article());
		}
		else if (happening.event() instanceof ArticleWithdrawn) {
			this.withdrawn.add(id);
		}
	}

	private void waitingIsOver(String articleId, Instant now) {
		List<Happening> over = this.waiting.stream().filter((waits) -> waits.articleId().equals(articleId)).toList();
		this.waiting.removeAll(over);
		for (Happening waits : over) {
			if (waitedTooLong(waits, now)) {
				count(waits, "unknown-article");
			}
			else {
				judge(new Happening(now, articleId, waits.event()));
			}
		}
	}

	private void judge(Happening happening) {
		Instant now = happening.arrivesAt();
		Event event = happening.event();
		if (event == null) {
			throw new IllegalArgumentException("A purge is not judged");
		}
		Instant at = event.time().toInstant();
		if (at.isBefore(now.minus(TOO_OLD))) {
			count(happening, "too-old");
		}
		else if (at.isAfter(now.plus(IN_FUTURE))) {
			count(happening, "in-future");
		}
		else if (!this.withdrawn.contains(event.subject()) && !this.published.containsKey(event.subject())) {
			this.waiting.add(happening);
		}
		else if (this.withdrawn.contains(event.subject())
				&& !(event instanceof ArticleReacted reaction && !reaction.given())) {
			count(happening, "withdrawn");
		}
		else {
			count(happening, outcome(event, now));
		}
	}

	private String outcome(Event event, Instant now) {
		if (event instanceof ArticleReacted reaction) {
			return this.facts.add(reaction);
		}
		boolean counts = (event instanceof ArticleViewed view) ? view(view, now)
				: event instanceof ArticleShared share && this.facts.add(share);
		return counts ? "counted" : "duplicate";
	}

	private boolean view(ArticleViewed view, Instant now) {
		boolean counts = this.facts.add(view);
		if (counts) {
			this.visitors.add(view, now);
		}
		return counts;
	}

	private static boolean waitedTooLong(Happening waits, Instant now) {
		return Duration.between(waits.arrivesAt(), now).compareTo(PATIENCE) > 0;
	}

	private void count(Happening happening, String outcome) {
		if (happening.event() instanceof ArticleViewed) {
			this.viewOutcomes.merge(outcome, 1L, Long::sum);
		}
		if (!outcome.equals("counted")) {
			this.filtered.merge(happening.articleId() + " " + outcome, 1L, Long::sum);
		}
	}

}
