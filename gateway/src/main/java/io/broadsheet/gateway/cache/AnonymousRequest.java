package io.broadsheet.gateway.cache;

import java.util.Set;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;

/**
 * A request without what is its client's own. Its headers are copied once, where Spring's
 * builder of such requests copies all of them and then takes some away.
 */
final class AnonymousRequest extends ServerHttpRequestDecorator {

	private final HttpHeaders headers = new HttpHeaders();

	/**
	 * Creates the request.
	 * @param request what the client sent
	 * @param own names of headers to leave out, in lower or upper case
	 */
	AnonymousRequest(ServerHttpRequest request, Set<String> own) {
		super(request);
		request.getHeaders().forEach((name, values) -> {
			if (!own.contains(name)) {
				this.headers.put(name, values);
			}
		});
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

}
