package io.broadsheet.gateway.page;

import java.net.URI;
import java.util.function.Function;

import io.broadsheet.gateway.cache.CacheRule;
import io.broadsheet.gateway.page.part.Part;
import io.broadsheet.gateway.page.part.Parts;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers routes that lead to {@code page:} with pages, which then are cached like what
 * comes from an upstream.
 */
final class PageFilter implements GlobalFilter, Ordered {

	private static final String SCHEME = "page";

	private static final String FRONT = "/api/v1/pages/front";

	private final Parts parts;

	private final FrontPage front;

	private final ArticlePage article;

	PageFilter(Parts parts, PageSettings settings) {
		this.parts = parts;
		this.front = new FrontPage(settings);
		this.article = new ArticlePage(settings);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		URI target = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
		if (target == null || !SCHEME.equals(target.getScheme()) || ServerWebExchangeUtils.isAlreadyRouted(exchange)) {
			return chain.filter(exchange);
		}
		ServerWebExchangeUtils.setAlreadyRouted(exchange);
		return page(exchange.getRequest()).flatMap((answer) -> write(answer, exchange));
	}

	private Mono<PageAnswer> page(ServerHttpRequest request) {
		String path = request.getURI().getRawPath();
		Function<String, Mono<Part>> ask = (address) -> this.parts.ask(request, address);
		return FRONT.equals(path) ? this.front.make(ask)
				: this.article.make(ask, path.substring(path.lastIndexOf('/') + 1));
	}

	private static Mono<Void> write(PageAnswer answer, ServerWebExchange exchange) {
		ServerHttpResponse response = exchange.getResponse();
		response.setStatusCode(answer.status());
		answer.headers().forEach(response.getHeaders()::set);
		response.getHeaders().setContentLength(answer.body().length);
		if (answer.surrogateKeys() != null) {
			exchange.getAttributes().put(CacheRule.SURROGATE_KEYS, String.join(" ", answer.surrogateKeys()));
		}
		return response.writeWith(Mono.just(response.bufferFactory().wrap(answer.body())));
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 1;
	}

}
