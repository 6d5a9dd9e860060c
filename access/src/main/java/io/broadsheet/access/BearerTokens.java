package io.broadsheet.access;

import org.springframework.security.config.web.server.ServerHttpSecurity;

/**
 * How every service takes bearer tokens: from the header alone, and nobody is remembered
 * by anything else.
 */
public final class BearerTokens {

	private final TokenVerification verification;

	private final AccessProblems problems;

	BearerTokens(TokenVerification verification, AccessProblems problems) {
		this.verification = verification;
		this.problems = problems;
	}

	/**
	 * Makes requests with a token be verified, and what is refused a problem.
	 * @param http the rules of a service, to which it adds who may do what
	 * @return the same rules
	 */
	public ServerHttpSecurity takenBy(ServerHttpSecurity http) {
		return http.formLogin(ServerHttpSecurity.FormLoginSpec::disable)
			.httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
			.headers(ServerHttpSecurity.HeaderSpec::disable)
			.requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
			.exceptionHandling(
					(handling) -> handling.authenticationEntryPoint(this.problems).accessDeniedHandler(this.problems))
			.oauth2ResourceServer((server) -> server.jwt((jwt) -> jwt.authenticationManager(this.verification))
				.authenticationEntryPoint(this.problems)
				.accessDeniedHandler(this.problems)
				.authenticationFailureHandler(this.problems));
	}

}
