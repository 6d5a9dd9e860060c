package io.broadsheet.gateway.page.part;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Asks for a part of a page on behalf of who asks for the page, of whom it tells nothing
 * but the address.
 */
final class PartRequest extends ServerHttpRequestDecorator {

	private final URI address;

	private final RequestPath path;

	private final HttpHeaders headers = new HttpHeaders();

	private final Map<String, Object> attributes = new ConcurrentHashMap<>();

	/**
	 * Creates the request.
	 * @param page the request for the page
	 * @param address path and query of the part
	 */
	PartRequest(ServerHttpRequest page, String address) {
		super(page);
		this.address = page.getURI().resolve(address);
		this.path = RequestPath.parse(this.address, null);
		this.headers.setAccept(List.of(MediaType.APPLICATION_JSON));
	}

	@Override
	public HttpMethod getMethod() {
		return HttpMethod.GET;
	}

	@Override
	public URI getURI() {
		return this.address;
	}

	@Override
	public RequestPath getPath() {
		return this.path;
	}

	@Override
	public MultiValueMap<String, String> getQueryParams() {
		return UriComponentsBuilder.fromUri(this.address).build().getQueryParams();
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public MultiValueMap<String, HttpCookie> getCookies() {
		return new LinkedMultiValueMap<>();
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.attributes;
	}

	@Override
	public Flux<DataBuffer> getBody() {
		return Flux.empty();
	}

}
