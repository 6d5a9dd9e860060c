package io.broadsheet.gateway.login;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.ServerRedirectStrategy;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationSuccessHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;

/**
 * Sends browsers back to the page where they wanted to log in, if it is one of this site.
 */
final class ReturnTo implements ServerAuthenticationSuccessHandler {

	private static final String ATTRIBUTE = ReturnTo.class.getName();

	private static final String HOME = "/";

	private static final int LONGEST = 2000;

	/** Somebody who asks to log in and does not must not be remembered for long. */
	private static final Duration TIME_TO_LOG_IN = Duration.ofMinutes(10);

	private final ServerRedirectStrategy redirect = new DefaultServerRedirectStrategy();

	private final Duration idle;

	ReturnTo(Duration idle) {
		this.idle = idle;
	}

	/** Remembers where to go after the log-in. */
	static void remember(WebSession session, @Nullable String address) {
		if (!session.isStarted()) {
			session.setMaxIdleTime(TIME_TO_LOG_IN);
		}
		session.getAttributes().put(ATTRIBUTE, local(address));
	}

	/**
	 * An address of this site, without a host.
	 * @param address what a request asks for, whoever wrote it
	 * @return it, or the home page if it leads anywhere else
	 */
	static String local(@Nullable String address) {
		if (address == null || address.length() > LONGEST || !address.startsWith("/") || address.startsWith("//")) {
			return HOME;
		}
		try {
			URI parsed = new URI(address);
			boolean here = !parsed.isAbsolute() && parsed.getRawAuthority() == null;
			return here ? parsed.toASCIIString() : HOME;
		}
		catch (URISyntaxException ex) {
			return HOME;
		}
	}

	@Override
	public Mono<Void> onAuthenticationSuccess(WebFilterExchange filterExchange, Authentication user) {
		ServerWebExchange exchange = filterExchange.getExchange();
		return exchange.getSession().flatMap((session) -> {
			session.setMaxIdleTime(this.idle);
			Object address = session.getAttributes().remove(ATTRIBUTE);
			return this.redirect.sendRedirect(exchange, URI.create((address instanceof String page) ? page : HOME));
		});
	}

}
