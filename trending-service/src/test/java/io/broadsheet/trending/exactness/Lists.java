package io.broadsheet.trending.exactness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.broadsheet.events.Article;
import org.jspecify.annotations.Nullable;

/**
 * All lists of one moment, in full length and uncapped, counted from the first fact on.
 */
final class Lists {

	private static final double HALF_LIFE = Duration.ofHours(2).toMillis();

	private final Map<String, List<Fact>> facts;

	private final Map<String, Article> published;

	private final Instant now;

	private final int support;

	private final Map<String, List<Place>> lists = new TreeMap<>();

	private Lists(Stream<Fact> facts, Map<String, Article> published, Instant now, int support) {
		this.facts = facts.collect(Collectors.groupingBy(Fact::articleId));
		this.published = published;
		this.now = now;
		this.support = support;
	}

	static Map<String, List<Place>> of(Stream<Fact> facts, Map<String, Article> published, Instant now, int support) {
		Lists lists = new Lists(facts, published, now, support);
		lists.facts.keySet().forEach(lists::place);
		lists.lists.replaceAll((list, places) -> places.stream().sorted(Place.ORDER).toList());
		return lists.lists;
	}

	private void place(String articleId) {
		@Nullable Article article = this.published.get(articleId);
		if (article == null || !article.rankable()) {
			return;
		}
		List<Fact> all = this.facts.getOrDefault(articleId, List.of());
		double trend = all.stream().mapToDouble(this::weight).sum();
		for (Frame frame : Frame.OF_FACTS) {
			Map<Fact.Kind, Long> counts = new HashMap<>();
			all.stream()
				.filter((fact) -> frame.holds(fact.at(), this.now))
				.forEach((fact) -> counts.merge(fact.kind(), 1L, Long::sum));
			long views = counts.getOrDefault(Fact.Kind.VIEW, 0L);
			long support = counts.values().stream().mapToLong(Long::longValue).sum();
			place("most-viewed/" + frame.name(), article, views, views);
			place("most-reacted/" + frame.name(), article, views, counts.getOrDefault(Fact.Kind.REACTION, 0L));
			place("most-shared/" + frame.name(), article, views, counts.getOrDefault(Fact.Kind.SHARE, 0L));
			place("trending/" + frame.name(), article, views, (support >= this.support) ? trend : 0);
		}
	}

	private void place(String list, Article article, long views, double score) {
		if (score > 0) {
			for (String scope : scopes(article)) {
				this.lists.computeIfAbsent(list + "/" + scope, (id) -> new ArrayList<>())
					.add(Place.of(article, views, score));
			}
		}
	}

	private double weight(Fact fact) {
		double age = Duration.between(fact.at(), this.now).toMillis();
		return fact.kind().weight() * Math.pow(2, -age / HALF_LIFE);
	}

	private static Set<String> scopes(Article article) {
		Set<String> scopes = new LinkedHashSet<>(Set.of("all", "section/" + article.section()));
		article.tags().forEach((tag) -> scopes.add("tag/" + tag));
		String language = article.language().toLowerCase(Locale.ROOT);
		for (int end = language.length(); end > 0; end = language.lastIndexOf('-', end - 1)) {
			scopes.add("language/" + language.substring(0, end));
		}
		return scopes;
	}

}
