package io.broadsheet.gateway.browser;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsUtils;

/**
 * Tells browsers what pages of other sites may ask and read (the CORS protocol of the
 * <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch Standard</a>). What
 * is not allowed is answered all the same, without permission to read it: the browser
 * refuses, not the gateway.
 */
final class CrossOrigin {

	private final CorsConfiguration rules;

	private final boolean varies;

	private final String methods;

	private final String exposed;

	private final String maxAge;

	CrossOrigin(CorsSettings settings) {
		this.rules = settings.configuration();
		this.varies = settings.varies();
		this.methods = String.join(", ", settings.allowedMethods());
		this.exposed = String.join(", ", settings.exposedHeaders());
		this.maxAge = Long.toString(settings.maxAge().toSeconds());
	}

	static boolean isPreflight(ServerHttpRequest request) {
		return HttpMethod.OPTIONS.equals(request.getMethod()) && CorsUtils.isPreFlightRequest(request);
	}

	/**
	 * Says from where an answer may be read.
	 * @param origin the site whose page asks, or null if the request names none
	 * @param answer the answer's headers, all others of which are there already
	 */
	void describe(@Nullable String origin, HttpHeaders answer) {
		if (this.varies) {
			answer.set(HttpHeaders.VARY, join(answer.get(HttpHeaders.VARY), HttpHeaders.ORIGIN));
		}
		String allowed = allowed(origin);
		if (allowed == null) {
			return;
		}
		answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
		answer.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, this.exposed);
		if (Boolean.TRUE.equals(this.rules.getAllowCredentials())) {
			answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
		}
	}

	/**
	 * Answers who asks what it may send.
	 * @param request a preflight
	 * @param response where status and headers go
	 */
	void answerPreflight(ServerHttpRequest request, ServerHttpResponse response) {
		response.setStatusCode(HttpStatus.NO_CONTENT);
		HttpHeaders answer = response.getHeaders();
		answer.set(HttpHeaders.VARY, String.join(", ", HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD,
				HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS));
		if (allowed(request.getHeaders().getOrigin()) == null) {
			return;
		}
		answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, this.methods);
		answer.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, this.maxAge);
		List<String> headers = this.rules.checkHeaders(request.getHeaders().getAccessControlRequestHeaders());
		if (headers != null && !headers.isEmpty()) {
			answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, String.join(", ", headers));
		}
	}

	private @Nullable String allowed(@Nullable String origin) {
		return (origin != null) ? this.rules.checkOrigin(origin) : null;
	}

	private static String join(@Nullable List<String> values, String more) {
		return (values == null || values.isEmpty()) ? more : String.join(", ", values) + ", " + more;
	}

}
