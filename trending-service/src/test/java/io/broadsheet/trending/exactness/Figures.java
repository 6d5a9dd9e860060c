package io.broadsheet.trending.exactness;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.broadsheet.trending.statistics.ArticleFigures;

/**
 * The statistics of an article, but for its visitors, counted from the first fact on.
 */
final class Figures {

	private final List<Fact> facts;

	private Figures(List<Fact> facts) {
		this.facts = facts;
	}

	static ArticleFigures of(List<Fact> facts, Map<String, Long> filtered, ZonedDateTime now) {
		Figures figures = new Figures(facts);
		return new ArticleFigures(figures.views(now.toInstant()), Map.of(), figures.byHow(Fact.Kind.REACTION),
				figures.byHow(Fact.Kind.SHARE), filtered, figures.hourly(now));
	}

	private Map<String, Long> views(Instant now) {
		Map<String, Long> views = new TreeMap<>();
		for (Frame frame : Frame.OF_FACTS) {
			views.put(frame.name(), views((at) -> frame.holds(at, now)));
		}
		views.put("total", views((at) -> true));
		return views;
	}

	private List<ArticleFigures.HourlyViews> hourly(ZonedDateTime now) {
		List<ArticleFigures.HourlyViews> hourly = new ArrayList<>();
		for (int back = 24; back >= 0; back--) {
			ZonedDateTime hour = now.minusHours(back).truncatedTo(ChronoUnit.HOURS);
			Instant begin = hour.toInstant();
			Instant end = hour.plusHours(1).toInstant();
			hourly.add(new ArticleFigures.HourlyViews(hour.toOffsetDateTime(),
					views((at) -> !at.isBefore(begin) && at.isBefore(end))));
		}
		return hourly;
	}

	private long views(Predicate<Instant> counts) {
		return this.facts.stream().filter((fact) -> fact.kind() == Fact.Kind.VIEW && counts.test(fact.at())).count();
	}

	private Map<String, Long> byHow(Fact.Kind kind) {
		return this.facts.stream()
			.filter((fact) -> fact.kind() == kind)
			.collect(Collectors.groupingBy(Fact::how, TreeMap::new, Collectors.counting()));
	}

}
