package io.broadsheet.gateway.upstream;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.broadsheet.gateway.cache.OriginAnswer;
import io.broadsheet.gateway.client.ClientAddresses;
import io.broadsheet.gateway.client.Networks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an upstream hears, what is taken of its answer, and what becomes of the
 * connection.
 */
class HttpOriginTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final String BODY = "a story, ".repeat(50_000);

	private final BlockingQueue<Map<String, String>> heard = new LinkedBlockingQueue<>();

	private final BlockingQueue<InetSocketAddress> askers = new LinkedBlockingQueue<>();

	private final BlockingQueue<InetSocketAddress> gone = new LinkedBlockingQueue<>();

	private final DisposableServer server = HttpServer.create()
		.host("127.0.0.1")
		.port(0)
		.doOnConnection((connection) -> {
			InetSocketAddress asker = (InetSocketAddress) connection.channel().remoteAddress();
			connection.channel().closeFuture().addListener((closed) -> this.gone.add(asker));
		})
		.route((routes) -> routes
			.get("/silent",
					(request, response) -> Mono.<Void>never()
						.doOnSubscribe((asked) -> this.askers.add(request.remoteAddress())))
			.get("/{any}", (request, response) -> {
				Map<String, String> headers = new TreeMap<>();
				request.requestHeaders()
					.forEach((header) -> headers.put(header.getKey().toLowerCase(), header.getValue()));
				headers.put("address", request.uri());
				this.heard.add(headers);
				this.askers.add(request.remoteAddress());
				return response.status(410)
					.header("Surrogate-Key", "article:a latest")
					.header("Keep-Alive", "timeout=5")
					.header("ETag", "\"1\"")
					.header("Content-Length", String.valueOf(BODY.length()))
					.sendByteArray(Mono.just(BODY.getBytes(StandardCharsets.UTF_8)));
			}))
		.bindNow();

	private final ConnectionProvider connections = ConnectionProvider.create("origin", 1);

	private final HttpClient client = new UpstreamConfiguration().boundedCalls(new CallSettings(LONG, LONG))
		.customize(HttpClient.create(this.connections).baseUrl("http://127.0.0.1:" + this.server.port()));

	private final HttpOrigin origin = new HttpOrigin((request) -> this.client,
			new ClientAddresses(new Networks(List.of())));

	@AfterEach
	void stop() {
		this.connections.dispose();
		this.server.disposeNow();
	}

	@Test
	void anUpstreamHearsWhatIsAskedAndAcceptedAndFromWhereAndNothingElse() throws Exception {
		read(ask(MockServerHttpRequest.method(HttpMethod.GET, URI.create("/a?limit=3&q=%C4%91%C6%B0%E1%BB%9Dng"))
			.remoteAddress(new InetSocketAddress("203.0.113.7", 5000))
			.header("Accept", "application/ld+json")
			.header("Cookie", "theme=dark")
			.header("User-Agent", "reader")
			.header("If-None-Match", "\"1\"")
			.header("Range", "bytes=0-1")
			.header("X-Forwarded-Host", "evil.example")
			.header("X-User-Id", "admin")
			.build()));
		assertThat(this.heard.poll(30, SECONDS)).containsEntry("address", "/a?limit=3&q=%C4%91%C6%B0%E1%BB%9Dng")
			.containsEntry("accept", "application/ld+json")
			.containsEntry("x-forwarded-for", "203.0.113.7")
			.containsOnlyKeys("address", "accept", "x-forwarded-for", "host", "user-agent")
			.doesNotContainEntry("user-agent", "reader");
	}

	@Test
	void whatAClientDidNotEscapeIsEscaped() throws Exception {
		read(ask(MockServerHttpRequest.method(HttpMethod.GET, URI.create("/a?q=đường&limit=3")).build()));
		assertThat(this.heard.poll(30, SECONDS)).containsEntry("address", "/a?q=%C4%91%C6%B0%E1%BB%9Dng&limit=3");
	}

	@Test
	void whatIsForTheCacheAndTheConnectionIsNotForClients() {
		OriginAnswer answer = ask(request("/a"));
		assertThat(answer.status().value()).isEqualTo(410);
		assertThat(answer.surrogateKeys()).isEqualTo("article:a latest");
		assertThat(answer.headers().toSingleValueMap()).containsOnlyKeys("ETag", "Content-Length");
		assertThat(read(answer)).isEqualTo(BODY);
	}

	@Test
	void aConnectionIsUsedAgainWhenItsAnswerWasRead() throws Exception {
		for (int turn = 0; turn < 3; turn++) {
			OriginAnswer answer = ask(request("/a"));
			read(answer);
			answer.abandon().run();
		}
		InetSocketAddress first = this.askers.poll(30, SECONDS);
		assertThat(List.of(this.askers.poll(30, SECONDS), this.askers.poll(30, SECONDS))).containsOnly(first);
		assertThat(this.gone).isEmpty();
	}

	@Test
	void whoDoesNotReadAnAnswerHoldsNoConnection() throws Exception {
		OriginAnswer unread = ask(request("/a"));
		unread.abandon().run();
		assertThat(read(ask(request("/a")))).isEqualTo(BODY);
		assertThat(this.gone.poll(30, SECONDS)).isEqualTo(this.askers.poll(30, SECONDS));
	}

	@Test
	void whoLeavesInTheMiddleOfAnAnswerHoldsNoConnection() throws Exception {
		OriginAnswer answer = ask(request("/a"));
		answer.body().take(1).doOnNext(DataBufferUtils::release).blockLast(LONG);
		answer.abandon().run();
		assertThat(read(ask(request("/a")))).isEqualTo(BODY);
		assertThat(this.gone.poll(30, SECONDS)).isEqualTo(this.askers.poll(30, SECONDS));
	}

	@Test
	void whoLeavesJustWhenAnAnswerBeginsHoldsNoConnection() throws Exception {
		for (int turn = 0; turn < 2000; turn++) {
			Disposable reading = this.origin.ask(request("/a"))
				.flatMap((answer) -> answer.body()
					.doOnNext(DataBufferUtils::release)
					.then()
					.doFinally((signal) -> answer.abandon().run()))
				.subscribe();
			assertThat(this.askers.poll(30, SECONDS)).isNotNull();
			reading.dispose();
		}
		assertThat(read(ask(request("/a")))).isEqualTo(BODY);
	}

	@Test
	void whoLeavesBeforeAnAnswerBeginsHoldsNoConnection() throws Exception {
		Disposable asking = this.origin.ask(request("/silent")).subscribe();
		InetSocketAddress asker = this.askers.poll(30, SECONDS);
		asking.dispose();
		assertThat(this.gone.poll(30, SECONDS)).isEqualTo(asker);
		await().untilAsserted(() -> assertThat(read(ask(request("/a")))).isEqualTo(BODY));
	}

	private OriginAnswer ask(ServerHttpRequest request) {
		OriginAnswer answer = this.origin.ask(request).block(LONG);
		assertThat(answer).isNotNull();
		return answer;
	}

	private static String read(OriginAnswer answer) {
		return DataBufferUtils.join(answer.body()).map((buffer) -> {
			String text = buffer.toString(StandardCharsets.UTF_8);
			DataBufferUtils.release(buffer);
			return text;
		}).block(LONG);
	}

	private static ServerHttpRequest request(String path) {
		return MockServerHttpRequest.get(path).build();
	}

}
