package io.broadsheet.benchmarks.edge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.broadsheet.benchmarks.ledger.Child;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The program that stands in for the catalog: a bare Reactor Netty that answers every
 * article with the same bytes. Those whose id begins with {@code kept} name what they
 * depend on, and so may be kept; the others may not. Says its port, and ends with its
 * standard input.
 */
public final class Upstream {

	private static final int SIZE = 5_000;

	private static final String ARTICLES = "/api/v1/articles/";

	private static final byte[] BODY = body();

	private Upstream() {
	}

	/**
	 * Runs it.
	 * @param args none
	 * @throws IOException if standard input can't be read
	 */
	public static void main(String[] args) throws IOException {
		int port = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.route((routes) -> routes.get(ARTICLES + "{id}", Upstream::answer))
			.bindNow()
			.port();
		System.out.println(Child.READY + port);
		System.in.read();
		System.exit(0);
	}

	private static Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		String id = String.valueOf(request.param("id"));
		response.header("Content-Type", "application/json")
			.header("Content-Length", String.valueOf(BODY.length))
			.header("ETag", "\"1\"");
		if (id.startsWith("kept")) {
			response.header("Surrogate-Key", "article:" + id).header("Cache-Control", "public, max-age=3600");
		}
		else {
			response.header("Cache-Control", "no-store");
		}
		return response.sendByteArray(Mono.just(BODY)).then();
	}

	private static byte[] body() {
		String text = String.join(" ", List.of("The", "first", "cars", "ran", "at", "dawn."));
		StringBuilder body = new StringBuilder("{\"id\":\"tram\",\"revision\":1,\"body\":\"<p>");
		while (body.length() < SIZE) {
			body.append(text).append(' ');
		}
		return body.append("</p>\"}").toString().getBytes(StandardCharsets.UTF_8);
	}

}
