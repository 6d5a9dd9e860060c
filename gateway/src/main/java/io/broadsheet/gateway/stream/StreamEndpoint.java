package io.broadsheet.gateway.stream;

import java.net.InetAddress;

import io.broadsheet.gateway.client.ClientAddresses;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.netty.Connection;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The stream over HTTP, as
 * <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">server-sent
 * events</a>.
 */
@RestController
class StreamEndpoint {

	private static final String LAST_EVENT_ID = "Last-Event-ID";

	private final LiveStream stream;

	private final OpenStreams open;

	private final ClientAddresses clients;

	StreamEndpoint(LiveStream stream, OpenStreams open, ClientAddresses clients) {
		this.stream = stream;
		this.open = open;
		this.clients = clients;
	}

	@GetMapping(path = "/api/v1/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<String>> stream(@RequestParam MultiValueMap<String, String> given,
			@RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
			ServerHttpRequest request, ServerHttpResponse response) {
		Selection selection = Selection.of(given);
		HttpHeaders headers = response.getHeaders();
		headers.setCacheControl(CacheControl.noStore());
		// a proxy in between is to pass on each event as it comes
		headers.set("X-Accel-Buffering", "no");
		String client = client(request);
		return Flux.using(() -> {
			this.open.open(client);
			return client;
		}, (counted) -> this.stream.open(selection, lastEventId, () -> disconnect(request)), this.open::close);
	}

	private String client(ServerHttpRequest request) {
		InetAddress client = this.clients.of(request);
		return (client != null) ? client.getHostAddress() : "unknown";
	}

	/** What is written and not read would hold up an orderly end. */
	private static void disconnect(ServerHttpRequest request) {
		Object server = ServerHttpRequestDecorator.getNativeRequest(request);
		if (server instanceof Connection connection) {
			connection.channel().close();
		}
	}

}
