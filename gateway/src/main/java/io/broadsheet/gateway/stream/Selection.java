package io.broadsheet.gateway.stream;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.broadsheet.gateway.route.UnknownParameterException;
import io.broadsheet.gateway.stream.history.StreamEvent;

import org.springframework.util.MultiValueMap;

/**
 * Which events a client wants.
 *
 * @param types of these types
 * @param articles about these articles; about any if empty
 * @param lists about these lists, each named whole, as {@code trending/24h/all}, or by
 * its beginning, as {@code trending}; about those of all articles if empty
 */
record Selection(Set<String> types, Set<String> articles, Set<String> lists) {

	private static final Set<String> TYPES = Set.of(StreamEvent.ARTICLE, StreamEvent.RANKING);

	private static final Set<String> PARAMETERS = Set.of("types", "articles", "lists");

	private static final int MOST = 100;

	private static final Pattern NAME = Pattern.compile("[^\\s,/]{1,100}");

	private static final Pattern LIST = Pattern.compile("[^\\s,/]{1,100}(/[^\\s,/]{1,100}){0,3}");

	Selection {
		types = Set.copyOf(types);
		articles = Set.copyOf(articles);
		lists = Set.copyOf(lists);
	}

	/**
	 * Reads what a client wants.
	 * @param given query parameters
	 * @return the selection
	 * @throws UnknownParameterException if there is a parameter that is not known
	 * @throws StreamRefusedException if the value of one is not what it should be
	 */
	static Selection of(MultiValueMap<String, String> given) {
		for (String name : given.keySet()) {
			if (!PARAMETERS.contains(name)) {
				throw new UnknownParameterException(name, new TreeSet<>(PARAMETERS));
			}
		}
		Set<String> types = values(given, "types", NAME, "article, ranking or both");
		if (!TYPES.containsAll(types)) {
			throw StreamRefusedException.invalid("types", "article, ranking or both");
		}
		return new Selection(types.isEmpty() ? TYPES : types,
				values(given, "articles", NAME, "up to " + MOST + " ids of articles"),
				values(given, "lists", LIST, "up to " + MOST + " lists, such as trending or most-viewed/24h/all"));
	}

	private static Set<String> values(MultiValueMap<String, String> given, String name, Pattern form, String expected) {
		List<String> texts = given.getOrDefault(name, List.of());
		Set<String> values = new LinkedHashSet<>();
		texts.forEach((text) -> values.addAll(Arrays.asList(text.split(",", MOST + 2))));
		if (values.size() > MOST || !values.stream().allMatch((value) -> form.matcher(value).matches())) {
			throw StreamRefusedException.invalid(name, expected);
		}
		return values;
	}

	/**
	 * Whether a client wants an event.
	 * @param event the event
	 * @return true if so
	 */
	boolean has(StreamEvent event) {
		if (!this.types.contains(event.type())) {
			return false;
		}
		if (event.type().equals(StreamEvent.ARTICLE)) {
			return this.articles.isEmpty() || this.articles.contains(event.subject());
		}
		return this.lists.isEmpty() ? event.subject().endsWith("/all") : this.lists.stream()
			.anyMatch((list) -> event.subject().equals(list) || event.subject().startsWith(list + "/"));
	}

}
