package io.broadsheet.gateway.login;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.ServerRedirectStrategy;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationSuccessHandler;
import org.springframework.web.server.ServerWebExchange;

/**
 * Sends browsers back to the page where they wanted to log in, if it is one of this site.
 */
final class ReturnTo implements ServerAuthenticationSuccessHandler {

	private static final String COOKIE = "RETURN_TO";

	private static final String HOME = "/";

	/** All of a log-in has to fit into the headers of a request. */
	private static final int LONGEST = 1000;

	private final ServerRedirectStrategy redirect = new DefaultServerRedirectStrategy();

	private final ShortCookies cookies;

	private final Duration idle;

	ReturnTo(ShortCookies cookies, Duration idle) {
		this.cookies = cookies;
		this.idle = idle;
	}

	/** Makes a browser remember where to go after the log-in. */
	void remember(ServerWebExchange exchange, @Nullable String address) {
		this.cookies.give(exchange, COOKIE, local(address).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * An address of this site, without a host.
	 * @param address what a request asks for, whoever wrote it
	 * @return it, or the home page if it leads anywhere else
	 */
	static String local(@Nullable String address) {
		if (address == null || !address.startsWith("/") || address.startsWith("//")) {
			return HOME;
		}
		try {
			URI parsed = new URI(address);
			boolean here = !parsed.isAbsolute() && parsed.getRawAuthority() == null;
			String escaped = parsed.toASCIIString();
			return (here && escaped.length() <= LONGEST) ? escaped : HOME;
		}
		catch (URISyntaxException ex) {
			return HOME;
		}
	}

	/** A cookie is what a browser says, so it is looked at like any address. */
	private String remembered(ServerWebExchange exchange) {
		Optional<byte[]> address = ShortCookies.read(exchange, COOKIE);
		if (address.isEmpty()) {
			return HOME;
		}
		this.cookies.takeBack(exchange, COOKIE);
		return local(new String(address.get(), StandardCharsets.UTF_8));
	}

	@Override
	public Mono<Void> onAuthenticationSuccess(WebFilterExchange filterExchange, Authentication user) {
		ServerWebExchange exchange = filterExchange.getExchange();
		return exchange.getSession().flatMap((session) -> {
			session.setMaxIdleTime(this.idle);
			return this.redirect.sendRedirect(exchange, URI.create(remembered(exchange)));
		});
	}

}
