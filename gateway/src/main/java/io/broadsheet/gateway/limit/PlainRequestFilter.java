package io.broadsheet.gateway.limit;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

import io.broadsheet.gateway.route.AllowedMethods;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Lets pass what can be understood in one way only. An address that some would read as
 * another one is not there; methods and media types have to be some. Comes before the
 * log-in.
 */
final class PlainRequestFilter implements WebFilter, Ordered {

	/**
	 * Path parameters, backslashes, dot segments; and escaped: dots, slashes,
	 * backslashes, semicolons, percent signs, control characters, and bytes that UTF-8
	 * never has.
	 */
	private static final Pattern AMBIGUOUS = Pattern
		.compile("(?i)[;\\\\]|/\\.{1,2}(?:/|$)|%(?:2[ef5]|5c|3b|[01][0-9a-f]|7f|c[01])");

	private static final Set<HttpMethod> METHODS = Set.copyOf(Arrays.asList(HttpMethod.values()));

	private final AllowedMethods allowedMethods;

	PlainRequestFilter(AllowedMethods allowedMethods) {
		this.allowedMethods = allowedMethods;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		if (AMBIGUOUS.matcher(request.getURI().getRawPath()).find()) {
			return Mono.error(Refusal.of(HttpStatus.NOT_FOUND, "not-found", "There is nothing at this address"));
		}
		if (!hasReadableAccept(request.getHeaders())) {
			return Mono.error(Refusal.of(HttpStatus.NOT_ACCEPTABLE, "not-acceptable",
					"The header Accept names something that is no media type"));
		}
		if (!METHODS.contains(request.getMethod())) {
			return Mono.error(new MethodNotAllowedException(request.getMethod(), allowed(request)));
		}
		return asksForMethods(request) ? tellMethods(exchange, chain) : chain.filter(exchange);
	}

	private static boolean hasReadableAccept(HttpHeaders headers) {
		try {
			headers.getAccept();
			return true;
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	/** A browser's question before a request from another site is not for us. */
	private static boolean asksForMethods(ServerHttpRequest request) {
		return HttpMethod.OPTIONS.equals(request.getMethod())
				&& !request.getHeaders().containsHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
	}

	private Mono<Void> tellMethods(ServerWebExchange exchange, WebFilterChain chain) {
		Set<HttpMethod> allowed = allowed(exchange.getRequest());
		if (allowed.isEmpty()) {
			return chain.filter(exchange);
		}
		exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
		exchange.getResponse().getHeaders().setAllow(allowed);
		return exchange.getResponse().setComplete();
	}

	private Set<HttpMethod> allowed(ServerHttpRequest request) {
		Set<HttpMethod> allowed = new LinkedHashSet<>(this.allowedMethods.of(request.getPath()));
		if (!allowed.isEmpty()) {
			allowed.add(HttpMethod.OPTIONS);
		}
		return allowed;
	}

	@Override
	public int getOrder() {
		return -200;
	}

}
