package io.broadsheet.gateway.route;

import java.util.Map;

import io.broadsheet.gateway.cache.CacheRule;
import io.broadsheet.gateway.client.ClientAddresses;
import io.broadsheet.gateway.upstream.UpstreamCalls;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.GatewayFilterSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Makes routes of the table: each to its upstream, with the upstream's time-out and
 * breaker.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RouteTable.class)
class RouteConfiguration {

	@Bean
	RouteLocator routes(RouteTable table, RouteLocatorBuilder builder, UpstreamCalls calls) {
		RouteLocatorBuilder.Builder routes = builder.routes();
		for (RouteTable.Route route : table.routes()) {
			RouteTable.Upstream upstream = table.upstream(route);
			routes.route(route.method() + " " + route.path(),
					(spec) -> spec.path(false, route.path())
						.and()
						.method(route.methods().toArray(HttpMethod[]::new))
						.filters((filters) -> filters(filters, route, upstream, calls))
						.metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, upstream.timeout().toMillis())
						.metadata(cacheRule(route))
						.uri(upstream.url()));
		}
		return routes.build();
	}

	@Bean
	AllowedMethods allowedMethods(RouteTable table) {
		return new AllowedMethods(table);
	}

	@Bean
	HttpHeadersFilter forwardingHeadersFilter(ClientAddresses addresses) {
		return new ForwardingHeadersFilter(addresses);
	}

	private static GatewayFilterSpec filters(GatewayFilterSpec filters, RouteTable.Route route,
			RouteTable.Upstream upstream, UpstreamCalls calls) {
		return filters.filter(new KnownParametersFilter(route.parameters()))
			.filter(calls.refusals(route.upstream()))
			.circuitBreaker((breaker) -> breaker.setName(route.upstream()))
			.filter(calls.retries(route.upstream(), upstream.timeout()))
			.filter(new SurrogateKeyFilter());
	}

	private static Map<String, Object> cacheRule(RouteTable.Route route) {
		return (route.cache() != null) ? Map.of(CacheRule.METADATA, new CacheRule(route.cache(), route.outlive()))
				: Map.of();
	}

}
