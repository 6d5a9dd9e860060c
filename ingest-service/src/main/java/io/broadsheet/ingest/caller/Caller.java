package io.broadsheet.ingest.caller;

import java.security.Principal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Who sends a request. Handlers that want to know take it as a parameter, and always get
 * one.
 *
 * @param name the editor's or the program's name, as the OpenID provider has it, or null
 * for a request without a token
 */
public record Caller(@Nullable String name) {

	/** Somebody who sent no token. */
	public static final Caller ANONYMOUS = new Caller(null);

	/** The best first: what people call themselves, then what programs are called. */
	private static final List<String> CLAIMS = List.of("preferred_username", "sub", "azp", "client_id");

	private static final Pattern NAME = Pattern.compile("(?=.*\\S)\\P{Cc}{1,200}");

	static Caller of(Principal principal) {
		return (principal instanceof JwtAuthenticationToken token) ? of(token.getToken()) : ANONYMOUS;
	}

	static Caller of(Jwt token) {
		return CLAIMS.stream()
			.map(token.getClaims()::get)
			.flatMap((claim) -> (claim instanceof String name) ? Stream.of(name) : Stream.empty())
			.filter((name) -> NAME.matcher(name).matches())
			.findFirst()
			.map(Caller::new)
			.orElse(ANONYMOUS);
	}

}
