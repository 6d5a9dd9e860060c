package io.broadsheet.gateway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * A service behind the gateway, over real HTTP, that answers what a test tells it, and
 * when. Its buffers are none that would have to be given back.
 */
final class ScriptedUpstream implements AutoCloseable {

	private final Map<String, Script> scripts = new ConcurrentHashMap<>();

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private final DisposableServer server;

	private volatile Sinks.Empty<Void> gate = open();

	ScriptedUpstream() {
		this.server = HttpServer.create().host("127.0.0.1").port(0).handle((request, response) -> {
			String path = request.uri().replaceFirst("\\?.*", "");
			Map<String, String> headers = new ConcurrentHashMap<>();
			request.requestHeaders().forEach((header) -> headers.put(header.getKey().toLowerCase(), header.getValue()));
			Script script = this.scripts.getOrDefault(request.uri(),
					this.scripts.getOrDefault(path, new Script(404, "", Map.of())));
			Mono<Void> opened = this.gate.asMono();
			this.requests.add(new Request(request.method().name(), path, headers));
			response.status(script.status());
			script.headers().forEach(response::header);
			return opened
				.then(response.sendByteArray(Mono.just(script.body().getBytes(StandardCharsets.UTF_8))).then());
		}).bindNow();
	}

	private static Sinks.Empty<Void> open() {
		Sinks.Empty<Void> gate = Sinks.empty();
		gate.tryEmitEmpty();
		return gate;
	}

	String url() {
		return "http://127.0.0.1:" + this.server.port();
	}

	/**
	 * From now on answers a path, or one with its query, like this; a request that has
	 * come gets what was.
	 */
	void script(String path, int status, String body, String... headers) {
		Map<String, String> all = new ConcurrentHashMap<>();
		for (int index = 0; index < headers.length; index += 2) {
			all.put(headers[index], headers[index + 1]);
		}
		this.scripts.put(path, new Script(status, body, all));
	}

	/** Requests from now on wait for their answer. */
	void hold() {
		this.gate = Sinks.empty();
	}

	void release() {
		this.gate.tryEmitEmpty();
	}

	int calls(String path) {
		return (int) this.requests.stream().filter((request) -> request.path().equals(path)).count();
	}

	Request last(String path) {
		return this.requests.stream()
			.filter((request) -> request.path().equals(path))
			.reduce((first, second) -> second)
			.orElseThrow();
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

	record Request(String method, String path, Map<String, String> headers) {

	}

	private record Script(int status, String body, Map<String, String> headers) {

	}

}
