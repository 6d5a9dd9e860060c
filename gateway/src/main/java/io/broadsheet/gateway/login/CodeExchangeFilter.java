package io.broadsheet.gateway.login;

import java.time.Duration;

import io.broadsheet.access.AccessProblems;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Waits so long and no longer for a provider that is asked for tokens and keys when a
 * browser comes back, and tells that it could not be asked, however it fails.
 */
final class CodeExchangeFilter implements WebFilter, Ordered {

	private static final String PATH = "/login/oauth2/code/";

	private final AccessProblems problems;

	private final Duration patience;

	CodeExchangeFilter(AccessProblems problems, Duration patience) {
		this.problems = problems;
		this.patience = patience;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (!exchange.getRequest().getPath().value().startsWith(PATH)) {
			return chain.filter(exchange);
		}
		return chain.filter(exchange)
			.timeout(this.patience)
			.onErrorResume((failure) -> !(failure instanceof ErrorResponse) && !exchange.getResponse().isCommitted(),
					(failure) -> tryAgain(exchange, this.problems));
	}

	static Mono<Void> tryAgain(ServerWebExchange exchange, AccessProblems problems) {
		exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
		return problems.tell(exchange.getResponse(), HttpStatus.SERVICE_UNAVAILABLE, "temporarily-unavailable",
				"The log-in could not be completed, because the OpenID provider does not answer as it should. "
						+ "Begin again at /login");
	}

	/** Around the log-in, within what judges addresses. */
	@Override
	public int getOrder() {
		return -150;
	}

}
