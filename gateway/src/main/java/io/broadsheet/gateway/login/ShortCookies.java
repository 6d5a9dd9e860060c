package io.broadsheet.gateway.login;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a browser keeps for the gateway from the beginning of a log-in to its end, and
 * sends at the addresses of log-in alone.
 *
 * @param secure whether it goes over HTTPS alone
 */
record ShortCookies(boolean secure) {

	/** Somebody who asks to log in and does not need not remember it for long. */
	private static final Duration TIME_TO_LOG_IN = Duration.ofMinutes(10);

	private static final String PATH = "/login";

	/** Gives something to a browser to keep. */
	void give(ServerWebExchange exchange, String name, byte[] value) {
		send(exchange, name, Base64.getUrlEncoder().withoutPadding().encodeToString(value), TIME_TO_LOG_IN);
	}

	/** Makes a browser forget it. */
	void takeBack(ServerWebExchange exchange, String name) {
		send(exchange, name, "", Duration.ZERO);
	}

	/**
	 * What a browser says that it was given.
	 * @return it, whoever wrote it; nothing if it is not even encoded as it should be
	 */
	static Optional<byte[]> read(ServerWebExchange exchange, String name) {
		@Nullable HttpCookie cookie = exchange.getRequest().getCookies().getFirst(name);
		if (cookie == null) {
			return Optional.empty();
		}
		try {
			return Optional.of(Base64.getUrlDecoder().decode(cookie.getValue().getBytes(StandardCharsets.ISO_8859_1)));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private void send(ServerWebExchange exchange, String name, String value, Duration lifetime) {
		exchange.getResponse()
			.addCookie(ResponseCookie.from(name, value)
				.path(PATH)
				.httpOnly(true)
				.secure(this.secure)
				.sameSite("Lax")
				.maxAge(lifetime)
				.build());
	}

}
