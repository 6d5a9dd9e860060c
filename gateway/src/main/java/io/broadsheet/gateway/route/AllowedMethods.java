package io.broadsheet.gateway.route;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Tells which methods an address takes.
 */
public final class AllowedMethods {

	private final List<Entry> entries;

	AllowedMethods(RouteTable table) {
		PathPatternParser parser = new PathPatternParser();
		this.entries = table.routes()
			.stream()
			.map((route) -> new Entry(parser.parse(route.path()), route.methods()))
			.toList();
	}

	/**
	 * Tells which methods an address takes.
	 * @param path the address
	 * @return its methods; none if it is not there at all
	 */
	public Set<HttpMethod> of(PathContainer path) {
		Set<HttpMethod> methods = new LinkedHashSet<>();
		this.entries.stream()
			.filter((entry) -> entry.pattern().matches(path))
			.forEach((entry) -> methods.addAll(entry.methods()));
		return methods;
	}

	private record Entry(PathPattern pattern, List<HttpMethod> methods) {

	}

}
