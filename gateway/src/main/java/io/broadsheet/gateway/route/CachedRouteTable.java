package io.broadsheet.gateway.route;

import java.util.ArrayList;
import java.util.List;

import io.broadsheet.gateway.cache.CachedRoute;
import io.broadsheet.gateway.cache.CachedRoutes;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The routes of the table that read, with what the cache has to know of them.
 */
final class CachedRouteTable implements CachedRoutes {

	private final List<Entry> entries = new ArrayList<>();

	/**
	 * Adds a route that reads; the first whose path matches is taken.
	 * @param path its path pattern
	 * @param known the query parameters that it takes
	 * @param route what the cache has to know, or null if nothing of it is kept
	 */
	void add(String path, KnownParameters known, @Nullable CachedRoute route) {
		this.entries.add(new Entry(PathPatternParser.defaultInstance.parse(path), known, route));
	}

	@Override
	public @Nullable CachedRoute of(ServerHttpRequest request) {
		PathContainer path = request.getPath().pathWithinApplication();
		for (Entry entry : this.entries) {
			if (entry.path().matches(path)) {
				return (entry.known().unknown(request) == null) ? entry.route() : null;
			}
		}
		return null;
	}

	private record Entry(PathPattern path, KnownParameters known, @Nullable CachedRoute route) {

	}

}
