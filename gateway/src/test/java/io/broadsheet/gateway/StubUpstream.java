package io.broadsheet.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A service behind the gateway, over real HTTP: remembers what it was sent.
 */
final class StubUpstream implements AutoCloseable {

	private static final byte[] OK = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);

	private final Map<String, Map<String, String>> headersByRequest = new ConcurrentHashMap<>();

	private final DisposableServer server;

	StubUpstream(Duration delay) {
		this.server = HttpServer.create().host("127.0.0.1").port(0).handle((request, response) -> {
			Map<String, String> headers = new ConcurrentHashMap<>();
			request.requestHeaders().forEach((header) -> headers.put(header.getKey().toLowerCase(), header.getValue()));
			this.headersByRequest.put(request.method() + " " + request.uri(), headers);
			response.header("Surrogate-Key", "secret")
				.header("ETag", "\"7\"")
				.header("Content-Type", "application/json");
			return Mono.delay(delay).then(response.sendByteArray(Mono.just(OK)).then());
		}).bindNow();
	}

	/** Takes the place of upstreams, by their names in the table of routes. */
	void standIn(DynamicPropertyRegistry registry, String... upstreams) {
		for (String upstream : upstreams) {
			registry.add("broadsheet.gateway.upstreams." + upstream + ".url", this::url);
		}
	}

	String url() {
		return "http://127.0.0.1:" + this.server.port();
	}

	Map<String, String> headersOf(String request) {
		return this.headersByRequest.getOrDefault(request, Map.of());
	}

	boolean hasSeen(String request) {
		return this.headersByRequest.containsKey(request);
	}

	boolean hasSeenNothing() {
		return this.headersByRequest.isEmpty();
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

}
