package io.broadsheet.gateway.route;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.broadsheet.gateway.client.ClientAddresses;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells upstreams where a request comes from, and believes nobody else who says so, nor
 * who somebody is, what an answer depends on, or what address was really meant. The last
 * of the filters, after those of the library that remove such headers.
 */
final class ForwardingHeadersFilter implements HttpHeadersFilter, Ordered {

	/** What proxies and frameworks say by headers that start like this. */
	private static final List<String> FORGED = List.of("x-forwarded-", "x-user", "x-auth", "x-remote-", "x-original-",
			"x-envoy-", "x-ms-client-");

	private static final Set<String> FORGED_NAMES = Set.of("forwarded", "x-real-ip", "x-client-ip",
			"x-cluster-client-ip", "true-client-ip", "cf-connecting-ip", "remote-user", "surrogate-key",
			"surrogate-control", "surrogate-capability", "x-rewrite-url", "x-http-method", "x-http-method-override",
			"x-method-override", "proxy", "proxy-connection");

	private final ClientAddresses addresses;

	ForwardingHeadersFilter(ClientAddresses addresses) {
		this.addresses = addresses;
	}

	@Override
	public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
		HttpHeaders told = new HttpHeaders();
		headers.forEach((name, values) -> {
			if (!isForged(name)) {
				told.put(name, values);
			}
		});
		InetAddress client = this.addresses.of(exchange.getRequest());
		if (client != null) {
			told.set(ClientAddresses.FORWARDED_FOR, client.getHostAddress());
		}
		return told;
	}

	private static boolean isForged(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return FORGED_NAMES.contains(lower) || FORGED.stream().anyMatch(lower::startsWith);
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
