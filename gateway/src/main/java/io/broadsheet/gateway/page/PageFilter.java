package io.broadsheet.gateway.page;

import java.net.URI;

import io.broadsheet.gateway.cache.Origin;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers routes that lead to {@code page:} with pages, to those whose answers are not
 * for everybody.
 */
final class PageFilter implements GlobalFilter, Ordered {

	private static final String SCHEME = "page";

	private final Origin pages;

	PageFilter(Origin pages) {
		this.pages = pages;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		URI target = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
		if (target == null || !SCHEME.equals(target.getScheme()) || ServerWebExchangeUtils.isAlreadyRouted(exchange)) {
			return chain.filter(exchange);
		}
		ServerWebExchangeUtils.setAlreadyRouted(exchange);
		return this.pages.ask(exchange.getRequest()).flatMap((answer) -> answer.passOn(exchange.getResponse()));
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 1;
	}

}
