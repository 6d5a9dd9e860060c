package io.broadsheet.trending.exactness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.broadsheet.events.ArticleViewed;
import org.jspecify.annotations.Nullable;

/**
 * Who viewed which article, told apart by looking through all views that count.
 */
final class Visitors {

	private final Map<String, List<Visit>> visits = new HashMap<>();

	/** What was said of a moment stays true of it. */
	private final Map<String, Map<Asked, Bounds>> said = new HashMap<>();

	void add(ArticleViewed view, Instant countedAt) {
		this.visits.computeIfAbsent(view.articleId(), (id) -> new ArrayList<>())
			.add(new Visit(view.visitor(), view.at().toInstant(), countedAt));
	}

	void forget(String articleId) {
		this.visits.remove(articleId);
		this.said.remove(articleId);
	}

	/** Those of a window, of the views that were counted before this moment. */
	Bounds at(String articleId, String window, Instant moment) {
		return once(articleId, new Asked(window, null, moment), () -> {
			Frame views = Frame.named(window, Frame.OF_FACTS);
			Frame visitors = Frame.named(window, Frame.OF_VISITORS);
			List<Visit> counted = countedBefore(articleId, moment);
			long number = readers(within(counted, visitors.begin(moment), visitors.end(moment)));
			return Bounds.of(number, number, within(counted, views.begin(moment), views.end(moment)).count());
		});
	}

	/**
	 * Those of a window that is told now, or was at any moment since the first if its
	 * views were as many then: as many left since as came.
	 */
	Bounds between(String articleId, String window, Instant first, Instant now) {
		return once(articleId, new Asked(window, first, now), () -> {
			Frame views = Frame.named(window, Frame.OF_FACTS);
			Frame visitors = Frame.named(window, Frame.OF_VISITORS);
			List<Visit> counted = countedBefore(articleId, now);
			List<Visit> inWindow = within(counted, views.begin(now), views.end(now)).toList();
			long left = within(counted, views.begin(first), views.begin(now)).count();
			long least = Math.max(0, readers(inWindow.stream()) - left);
			long most = readers(within(counted, visitors.begin(first), visitors.end(now)));
			return Bounds.of(least, most, inWindow.size());
		});
	}

	private Bounds once(String articleId, Asked asked, Supplier<Bounds> count) {
		return this.said.computeIfAbsent(articleId, (id) -> new HashMap<>())
			.computeIfAbsent(asked, (question) -> count.get());
	}

	/** Those of each window, and of all time. */
	Map<String, Bounds> all(String articleId, Instant now) {
		Map<String, Bounds> all = new LinkedHashMap<>();
		Frame.OF_FACTS.forEach((frame) -> all.put(frame.name(), at(articleId, frame.name(), now)));
		List<Visit> counted = countedBefore(articleId, now);
		long ever = readers(counted.stream());
		all.put("total", Bounds.of(ever, ever, counted.size()));
		return all;
	}

	private List<Visit> countedBefore(String articleId, Instant moment) {
		return this.visits.getOrDefault(articleId, List.of())
			.stream()
			.filter((visit) -> visit.countedAt.isBefore(moment))
			.toList();
	}

	private static Stream<Visit> within(List<Visit> visits, Instant begin, Instant end) {
		return visits.stream().filter((visit) -> !visit.at.isBefore(begin) && visit.at.isBefore(end));
	}

	private static long readers(Stream<Visit> visits) {
		return visits.map(Visit::visitor).distinct().count();
	}

	private record Visit(String visitor, Instant at, Instant countedAt) {
	}

	private record Asked(String window, @Nullable Instant first, Instant moment) {
	}

}
