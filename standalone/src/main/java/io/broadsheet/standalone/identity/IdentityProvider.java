package io.broadsheet.standalone.identity;

import java.util.List;
import java.util.Map;
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
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * An OpenID provider for demonstrations: Spring's authorization server on the loopback
 * interface, with a signing key of its own at each start. Its passwords stand in its
 * source, so it is good for nothing else.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class IdentityProvider {

	private static final String EDITOR = "editor";

	private static final String READER = "reader";

	private static final String ROLE_PREFIX = "ROLE_";

	/**
	 * Starts the provider.
	 * @param port where it listens on the loopback interface
	 * @return what to close to stop it
	 */
	public static ConfigurableApplicationContext start(int port) {
		System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
		return new SpringApplicationBuilder(IdentityProvider.class).web(WebApplicationType.SERVLET)
			.registerShutdownHook(false)
			.properties(Map.of("spring.config.name", "identity-provider", "server.port", String.valueOf(port)))
			.run();
	}

	@Bean
	UserDetailsService demoUsers() {
		return new InMemoryUserDetailsManager(
				User.withUsername(EDITOR).password("{noop}" + EDITOR).roles(EDITOR).build(),
				User.withUsername(READER).password("{noop}" + READER).roles(READER).build());
	}

	/** Tokens say for whom they are, and what their holder may do. */
	@Bean
	OAuth2TokenCustomizer<JwtEncodingContext> rolesAndAudience() {
		return (context) -> {
			Authentication holder = Objects.requireNonNull(context.getPrincipal());
			context.getClaims().audience(List.of("broadsheet")).claim("roles", roles(holder));
		};
	}

	/** Machine clients come without roles of their own, and are editors. */
	private static List<String> roles(Authentication holder) {
		List<String> roles = holder.getAuthorities()
			.stream()
			.map((authority) -> String.valueOf(authority.getAuthority()))
			.filter((authority) -> authority.startsWith(ROLE_PREFIX))
			.map((authority) -> authority.substring(ROLE_PREFIX.length()))
			.toList();
		return roles.isEmpty() ? List.of(EDITOR) : roles;
	}

}
