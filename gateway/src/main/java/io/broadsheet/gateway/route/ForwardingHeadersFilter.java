package io.broadsheet.gateway.route;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells upstreams where a request comes from, and believes nobody else who says so.
 */
final class ForwardingHeadersFilter implements GlobalFilter, Ordered {

	private static final String FORWARDED_FOR = "X-Forwarded-For";

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		ServerHttpRequest told = request.mutate().headers((headers) -> {
			forged(headers).forEach(headers::remove);
			InetSocketAddress remote = request.getRemoteAddress();
			if (remote != null && remote.getAddress() != null) {
				headers.set(FORWARDED_FOR, remote.getAddress().getHostAddress());
			}
		}).build();
		return chain.filter(exchange.mutate().request(told).build());
	}

	private static List<String> forged(HttpHeaders headers) {
		return headers.headerNames().stream().filter(ForwardingHeadersFilter::isForwarding).toList();
	}

	private static boolean isForwarding(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return lower.equals("forwarded") || lower.startsWith("x-forwarded-") || lower.equals("x-real-ip");
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
