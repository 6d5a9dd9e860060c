package io.broadsheet.gateway.browser;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Which other sites' pages may use the API in their readers' browsers.
 *
 * @param allowedOrigins such as {@code https://www.news.example}, or {@code *} for all;
 * none if empty
 * @param allowedMethods that they may send
 * @param allowedHeaders that they may send
 * @param exposedHeaders of answers that they may read
 * @param allowCredentials whether their readers' cookies come along; not for {@code *}
 * @param maxAge for how long a browser may remember what it may send
 */
@ConfigurationProperties("broadsheet.cors")
record CorsSettings(Set<String> allowedOrigins, List<String> allowedMethods, List<String> allowedHeaders,
		List<String> exposedHeaders, boolean allowCredentials, Duration maxAge) {

	CorsSettings {
		allowedOrigins = Set.copyOf(allowedOrigins);
		allowedMethods = List.copyOf(allowedMethods);
		allowedHeaders = List.copyOf(allowedHeaders);
		exposedHeaders = List.copyOf(exposedHeaders);
		allowedOrigins.forEach(CorsSettings::check);
		if (allowCredentials && allowedOrigins.contains(CorsConfiguration.ALL)) {
			throw new IllegalArgumentException(
					"The cookies of readers can't be allowed to all origins: name the origins, instead of *");
		}
	}

	private static void check(String origin) {
		if (origin.equals(CorsConfiguration.ALL)) {
			return;
		}
		URI uri = URI.create(origin);
		if (uri.getScheme() == null || uri.getHost() == null || !uri.getRawPath().isEmpty() || uri.getRawQuery() != null
				|| uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
			throw new IllegalArgumentException("The allowed origin " + origin
					+ " is not scheme://host or scheme://host:port, such as https://www.news.example");
		}
	}

	/** Whether an answer tells different origins something different. */
	boolean varies() {
		return !this.allowedOrigins.isEmpty() && !this.allowedOrigins.contains(CorsConfiguration.ALL);
	}

	/** The same as Spring has it. */
	CorsConfiguration configuration() {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(List.copyOf(this.allowedOrigins));
		configuration.setAllowedMethods(this.allowedMethods);
		configuration.setAllowedHeaders(this.allowedHeaders);
		configuration.setExposedHeaders(this.exposedHeaders);
		configuration.setAllowCredentials(this.allowCredentials);
		return configuration;
	}

}
