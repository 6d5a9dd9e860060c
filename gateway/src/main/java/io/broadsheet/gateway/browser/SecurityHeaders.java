package io.broadsheet.gateway.browser;

import java.util.Map;

/**
 * What every answer tells browsers, whoever made it.
 */
public final class SecurityHeaders {

	/**
	 * That it is nothing else than what it says, and that other sites learn of this one's
	 * name alone.
	 */
	public static final Map<String, String> ALL = Map.of("X-Content-Type-Options", "nosniff", "Referrer-Policy",
			"strict-origin-when-cross-origin");

	private SecurityHeaders() {
	}

}
