package io.broadsheet.gateway.route;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.broadsheet.access.Role;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpMethod;

/**
 * Everything that is reachable from outside. What is not in the table is not there.
 *
 * @param upstreams the services behind the gateway, by name
 * @param routes the routes
 */
@ConfigurationProperties("broadsheet.gateway")
public record RouteTable(Map<String, Upstream> upstreams, List<Route> routes) {

	public RouteTable {
		upstreams = Map.copyOf(upstreams);
		routes = List.copyOf(routes);
		for (Route route : routes) {
			if (!upstreams.containsKey(route.upstream())) {
				throw new IllegalArgumentException("The route " + route.method() + " " + route.path()
						+ " leads to the upstream " + route.upstream() + ", which is not in the table");
			}
			if (route.role() != null && route.cache() != null) {
				throw new IllegalArgumentException("The route " + route.method() + " " + route.path()
						+ " is for a role, and kept answers are for everybody: it can't have both");
			}
		}
	}

	/**
	 * The upstream of a route.
	 * @param route one of the routes
	 * @return where it leads to
	 */
	Upstream upstream(Route route) {
		return Objects.requireNonNull(this.upstreams.get(route.upstream()));
	}

	/**
	 * A service behind the gateway.
	 *
	 * @param url where it is
	 * @param timeout how long the gateway waits for the beginning of its answer
	 */
	record Upstream(URI url, Duration timeout) {

		Upstream {
			if (url.getPath() != null && !url.getPath().isEmpty() && !url.getPath().equals("/")) {
				throw new IllegalArgumentException("The upstream's URL " + url
						+ " has a path; requests keep the paths of their routes, so it can't have one");
			}
		}

	}

	/**
	 * A route from outside to an upstream, under the same path.
	 *
	 * @param method the HTTP method; GET stands for HEAD too
	 * @param path a path pattern, as Spring has it
	 * @param upstream the name of the upstream
	 * @param parameters the query parameters that it takes; any other is refused
	 * @param cache for how long the cache keeps an answer at most; not at all if absent
	 * @param outlive whether a kept answer may stand in for a newer one; only if its
	 * surrogate keys name each article that it shows
	 * @param envelope whether its answers say of themselves how far they are behind, as
	 * one that stands in then does
	 * @param role the role that it takes; open to all if absent
	 */
	record Route(HttpMethod method, String path, String upstream, @Nullable Set<String> parameters,
			@Nullable Duration cache, @DefaultValue("true") boolean outlive, @DefaultValue("false") boolean envelope,
			@Nullable Role role) {

		Route {
			parameters = (parameters != null) ? Set.copyOf(parameters) : Set.of();
		}

		@Override
		public Set<String> parameters() {
			return (this.parameters != null) ? this.parameters : Set.of();
		}

		List<HttpMethod> methods() {
			return HttpMethod.GET.equals(this.method) ? List.of(HttpMethod.GET, HttpMethod.HEAD) : List.of(this.method);
		}

	}

}
