package io.broadsheet.gateway.session;

import io.broadsheet.gateway.limit.Refusal;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.InMemoryWebSessionStore;
import org.springframework.web.server.session.WebSessionManager;

/**
 * Begins no session when there are enough, even without those that have ended: who asks
 * for one may try again in a while, and who has one does not notice.
 */
final class BoundedSessions implements WebSessionManager {

	/** Where sessions begin, and where who wants one first asks. */
	private static final String BEGINNING = "/login";

	private static final String RETRY_AFTER_SECONDS = "60";

	private final WebSessionManager sessions;

	private final InMemoryWebSessionStore store;

	private final int most;

	BoundedSessions(WebSessionManager sessions, InMemoryWebSessionStore store, int most) {
		this.sessions = sessions;
		this.store = store;
		this.most = most;
	}

	@Override
	public Mono<WebSession> getSession(ServerWebExchange exchange) {
		return this.sessions.getSession(exchange)
			.flatMap((session) -> (!begins(exchange) || isKnown(session) || hasRoom()) ? Mono.just(session)
					: Mono.error(full()));
	}

	/** Elsewhere sessions are asked for, but none begins. */
	private static boolean begins(ServerWebExchange exchange) {
		return exchange.getRequest().getPath().value().startsWith(BEGINNING);
	}

	private boolean isKnown(WebSession session) {
		return this.store.getSessions().containsKey(session.getId());
	}

	private static Refusal full() {
		return Refusal
			.of(HttpStatus.SERVICE_UNAVAILABLE, "too-many-sessions", "As many are logged in as can be. Try again later")
			.with((headers) -> headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS));
	}

	private boolean hasRoom() {
		if (this.store.getSessions().size() >= this.most) {
			this.store.removeExpiredSessions();
		}
		return this.store.getSessions().size() < this.most;
	}

}
