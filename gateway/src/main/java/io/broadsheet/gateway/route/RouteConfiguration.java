package io.broadsheet.gateway.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.broadsheet.gateway.cache.CachedRoute;
import io.broadsheet.gateway.cache.Origin;
import io.broadsheet.gateway.client.ClientAddresses;
import io.broadsheet.gateway.guard.Gatekeeper;
import io.broadsheet.gateway.upstream.UpstreamCalls;

import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.GatewayFilterSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/**
 * Makes routes of the table: each to its upstream, with the upstream's time-out and
 * breaker.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RouteTable.class)
class RouteConfiguration {

	/** The scheme of an upstream that is the gateway itself. */
	private static final String PAGES = "page";

	private static final List<String> NEEDLESS = List.of("gRPCRequestHeadersFilter", "gRPCResponseHeadersFilter",
			"removeForwardedHeadersFilter", "removeXForwardedHeadersFilter");

	@Bean
	RouteLocator routes(RouteTable table, RouteLocatorBuilder builder, UpstreamCalls calls, Gatekeeper gatekeeper) {
		RouteLocatorBuilder.Builder routes = builder.routes();
		for (RouteTable.Route route : table.routes()) {
			RouteTable.Upstream upstream = table.upstream(route);
			routes.route(route.method() + " " + route.path(),
					(spec) -> spec.path(false, route.path())
						.and()
						.method(route.methods().toArray(HttpMethod[]::new))
						.filters((filters) -> filters(guarded(filters, route, gatekeeper), route, upstream, calls))
						.metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, upstream.timeout().toMillis())
						.uri(upstream.url()));
		}
		return routes.build();
	}

	@Bean
	CachedRouteTable cachedRouteTable(RouteTable table, UpstreamCalls calls, Origin pages) {
		Map<String, Origin> origins = new HashMap<>();
		table.upstreams().forEach((name, upstream) -> {
			Origin origin = PAGES.equals(upstream.url().getScheme()) ? pages : calls.origin(upstream.url());
			origins.put(name, calls.guarded(origin, name, upstream.timeout()));
		});
		CachedRouteTable cached = new CachedRouteTable();
		for (RouteTable.Route route : table.routes()) {
			if (HttpMethod.GET.equals(route.method())) {
				Origin origin = Objects.requireNonNull(origins.get(route.upstream()));
				cached.add(route.path(), new KnownParameters(route.parameters()),
						(route.cache() != null) ? new CachedRoute(route.path(), route.cache(), route.outlive(),
								route.envelope(), origin, table.upstream(route).timeout()) : null);
			}
		}
		return cached;
	}

	@Bean
	AllowedMethods allowedMethods(RouteTable table) {
		return new AllowedMethods(table);
	}

	@Bean
	HttpHeadersFilter forwardingHeadersFilter(ClientAddresses addresses) {
		return new ForwardingHeadersFilter(addresses);
	}

	/**
	 * Each filter of headers copies all of them: those for gRPC, which no upstream
	 * speaks, and those that leave out what our own leaves out too are not there.
	 */
	@Bean
	static BeanDefinitionRegistryPostProcessor fewHeadersFilters() {
		return (registry) -> NEEDLESS.stream()
			.filter(registry::containsBeanDefinition)
			.forEach(registry::removeBeanDefinition);
	}

	/** What anybody may ask, or do. */
	@Bean
	ServerWebExchangeMatcher openToAll(RouteTable table) {
		return new OrServerWebExchangeMatcher(table.routes()
			.stream()
			.filter((route) -> route.role() == null)
			.map((route) -> ServerWebExchangeMatchers.pathMatchers(route.method(), route.path()))
			.toList());
	}

	private static GatewayFilterSpec guarded(GatewayFilterSpec filters, RouteTable.Route route, Gatekeeper gatekeeper) {
		return (route.role() != null) ? filters.filter(gatekeeper.guard(route.role())) : filters;
	}

	private static GatewayFilterSpec filters(GatewayFilterSpec filters, RouteTable.Route route,
			RouteTable.Upstream upstream, UpstreamCalls calls) {
		return filters.filter(new KnownParametersFilter(new KnownParameters(route.parameters())))
			.filter(calls.breaker(route.upstream()))
			.filter(calls.retries(route.upstream(), upstream.timeout()))
			.removeResponseHeader("Surrogate-Key");
	}

}
