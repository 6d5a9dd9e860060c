package io.broadsheet.gateway.route;

import java.net.InetSocketAddress;
import java.util.Locale;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells upstreams where a request comes from, and believes nobody else who says so. The
 * last of the filters, after those of the library that remove such headers.
 */
final class ForwardingHeadersFilter implements HttpHeadersFilter, Ordered {

	private static final String FORWARDED_FOR = "X-Forwarded-For";

	@Override
	public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
		HttpHeaders told = new HttpHeaders();
		headers.forEach((name, values) -> {
			if (!isForwarding(name)) {
				told.put(name, values);
			}
		});
		InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
		if (remote != null && remote.getAddress() != null) {
			told.set(FORWARDED_FOR, remote.getAddress().getHostAddress());
		}
		return told;
	}

	private static boolean isForwarding(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return lower.equals("forwarded") || lower.startsWith("x-forwarded-") || lower.equals("x-real-ip");
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
