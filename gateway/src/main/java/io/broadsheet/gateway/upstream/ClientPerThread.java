package io.broadsheet.gateway.upstream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.netty.channel.EventLoop;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;

/**
 * Gives each thread that serves clients connections of its own to an upstream, so that an
 * answer is not handed from one thread to another.
 */
final class ClientPerThread implements Function<ServerHttpRequest, HttpClient> {

	private final Map<EventLoop, HttpClient> clients = new ConcurrentHashMap<>();

	private final HttpClient client;

	ClientPerThread(HttpClient client) {
		this.client = client;
	}

	@Override
	public HttpClient apply(ServerHttpRequest request) {
		Object served = ServerHttpRequestDecorator.getNativeRequest(request);
		return (served instanceof Connection connection)
				? this.clients.computeIfAbsent(connection.channel().eventLoop(), this.client::runOn) : this.client;
	}

}
