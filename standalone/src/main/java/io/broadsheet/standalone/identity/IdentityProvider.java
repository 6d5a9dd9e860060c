package io.broadsheet.standalone.identity;

import java.net.URI;
import java.util.List;
import java.util.Objects;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * An OpenID provider for demonstrations: Spring's authorization server on the loopback
 * interface, whatever the environment says, with a signing key of its own at each start.
 * Its passwords stand in its source, so it is good for nothing else.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class IdentityProvider {

	private static final String EDITOR = "editor";

	private static final String READER = "reader";

	private static final String ADMIN = "admin";

	private static final String ROLE_PREFIX = "ROLE_";

	/**
	 * Starts the provider.
	 * @param port where it listens on the loopback interface
	 * @param gateway where browsers come from to log in, and go back to
	 * @return what to close to stop it
	 */
	public static ConfigurableApplicationContext start(int port, URI gateway) {
		System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
		return new SpringApplicationBuilder(IdentityProvider.class).web(WebApplicationType.SERVLET)
			.registerShutdownHook(false)
			.run("--spring.config.name=identity-provider", "--server.address=127.0.0.1", "--server.port=" + port,
					"--gateway=" + gateway);
	}

	@Bean
	UserDetailsService demoUsers() {
		return new InMemoryUserDetailsManager(
				User.withUsername(EDITOR).password("{noop}" + EDITOR).roles(EDITOR).build(),
				User.withUsername(READER).password("{noop}" + READER).roles(READER).build(),
				User.withUsername(ADMIN).password("{noop}" + ADMIN).roles(ADMIN).build());
	}

	/** Access tokens say for whom they are, and what their holder may do. */
	@Bean
	OAuth2TokenCustomizer<JwtEncodingContext> rolesAndAudience() {
		return (context) -> {
			if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
				boolean isMachine = AuthorizationGrantType.CLIENT_CREDENTIALS
					.equals(context.getAuthorizationGrantType());
				Authentication holder = Objects.requireNonNull(context.getPrincipal());
				context.getClaims()
					.audience(List.of("broadsheet"))
					.claim("roles", isMachine ? List.of(EDITOR) : roles(holder));
			}
		};
	}

	private static List<String> roles(Authentication holder) {
		return holder.getAuthorities()
			.stream()
			.map((authority) -> String.valueOf(authority.getAuthority()))
			.filter((authority) -> authority.startsWith(ROLE_PREFIX))
			.map((authority) -> authority.substring(ROLE_PREFIX.length()))
			.toList();
	}

}
