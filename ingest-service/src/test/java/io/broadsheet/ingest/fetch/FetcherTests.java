package io.broadsheet.ingest.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BiFunction;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

import io.netty.buffer.Unpooled;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.tcp.TcpServer;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class FetcherTests {

	private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

	private static final int MEBIBYTE = 1024 * 1024;

	private final AtomicInteger requests = new AtomicInteger();

	private DisposableServer server;

	@AfterEach
	void stop() {
		if (this.server != null) {
			this.server.disposeNow();
		}
	}

	@Test
	void aDocumentComesWithItsTypeAndWhatToAskWithTheNextTime() {
		String address = serve((request, response) -> response.header("Content-Type", "application/rss+xml")
			.header("ETag", "\"1\"")
			.header("Last-Modified", "Sun, 01 Mar 2026 09:00:00 GMT")
			.sendString(Mono.just("<rss/>")));
		Fetched.Document document = (Fetched.Document) fetch(address);
		assertThat(document.content()).asString().isEqualTo("<rss/>");
		assertThat(document.contentType()).isEqualTo("application/rss+xml");
		assertThat(document.validators())
			.isEqualTo(new Fetched.Validators(WebAddress.of(address).uri(), "\"1\"", "Sun, 01 Mar 2026 09:00:00 GMT"));
	}

	@Test
	void whatIsKnownIsAskedForConditionallyAtTheAddressThatGaveItAlone() {
		String address = serve((request, response) -> {
			boolean conditional = "\"1\"".equals(request.requestHeaders().get("If-None-Match"))
					&& "then".equals(request.requestHeaders().get("If-Modified-Since"));
			return conditional ? response.status(304).send() : response.sendString(Mono.just("new"));
		});
		assertThat(fetcher().fetch(WebAddress.of(address), known(address), "*/*").block())
			.isInstanceOf(Fetched.NotModified.class);
		assertThat(fetcher().fetch(WebAddress.of(address), known("http://other.example/"), "*/*").block())
			.isInstanceOf(Fetched.Document.class);
	}

	@Test
	void aRedirectIsFollowedToTheDocument() {
		String address = serve((request, response) -> request.uri().equals("/feed") ? redirect(response, "/moved")
				: response.sendString(Mono.just("here")));
		assertThat(fetch(address)).isInstanceOf(Fetched.Document.class);
	}

	@ParameterizedTest
	@CsvSource({ "5, true", "6, false" })
	void fiveRedirectsAreFollowedAndNoSixth(int redirects, boolean followed) {
		String address = serve((request, response) -> (this.requests.getAndIncrement() < redirects)
				? redirect(response, "/feed") : response.sendString(Mono.just("here")));
		assertThat(fetch(address)).isInstanceOf(followed ? Fetched.Document.class : Fetched.Refused.class);
		assertThat(this.requests).hasValue(6);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:%d/inside", "http://[::1]:%d/inside",
			"http://[::ffff:127.0.0.1]:%d/inside", "http://[64:ff9b::127.0.0.1]:%d/inside", "http://0.0.0.0:%d/inside",
			"http://[::]:%d/inside", "http://127.0.0.2:%d/inside", "http://2130706433:%d/inside",
			"http://0x7f.1:%d/inside", "http://0177.0.0.1:%d/inside", "http://127.1:%d/inside",
			"http://localhost.:%d/inside", "http://user@localhost:%d/inside", "http://inside.example:%d/inside",
			"http://mixed.example:%d/inside", "file:///etc/passwd", "ftp://localhost:%d/inside",
			"gopher://localhost:%d/inside", "jar:http://localhost:%d/a.jar!/inside",
			"http://169.254.169.254/latest/meta-data/" })
	void aRedirectDoesNotLeadInside(String target) {
		String address = serve((request, response) -> {
			this.requests.incrementAndGet();
			return redirect(response, target.formatted(this.server.port()));
		});
		assertThat(fetch(address)).isInstanceOf(Fetched.Refused.class);
		assertThat(this.requests).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "inside.example" })
	void ourOwnNetworkIsRefusedUnlessTheHostIsTrusted(String host) {
		String address = serve((request, response) -> {
			this.requests.incrementAndGet();
			return response.sendString(Mono.just("inside"));
		}).replace("localhost", host);
		Fetched fetched = fetcher(List.of()).fetch(WebAddress.of(address), null, "*/*").block();
		assertThat(fetched).isEqualTo(new Fetched.Refused("the host is not on the public internet, and not trusted"));
		assertThat(this.requests).hasValue(0);
	}

	@Test
	void aTrustedHostIsTrustedByItsNameInAnyCase() {
		String address = serve((request, response) -> response.sendString(Mono.just("inside"))).replace("localhost",
				"INSIDE.example");
		assertThat(fetcher(List.of("Inside.Example")).fetch(WebAddress.of(address), null, "*/*").block())
			.isInstanceOf(Fetched.Document.class);
	}

	@Test
	void fiveMebibytesAreTakenAndNotAByteMore() {
		String address = serve((request, response) -> response
			.sendByteArray(Mono.just(new byte[5 * MEBIBYTE + (request.uri().equals("/feed") ? 0 : 1)])));
		assertThat(fetch(address)).isInstanceOfSatisfying(Fetched.Document.class,
				(document) -> assertThat(document.content()).hasSize(5 * MEBIBYTE));
		assertThat(fetch(address + "/more")).isInstanceOf(Fetched.Refused.class);
	}

	@Test
	void aDocumentThatIsTooLargeIsRefusedWithoutContentLengthAndBeforeItsEnd() {
		byte[] chunk = new byte[MEBIBYTE];
		String address = serve((request, response) -> response.chunkedTransfer(true)
			.send(Flux.concat(Flux.range(0, 6).map((index) -> Unpooled.wrappedBuffer(chunk)), Flux.never())));
		assertThat(fetch(address)).isEqualTo(new Fetched.Refused("the content is larger than 5242880 bytes"));
	}

	@Test
	void aDocumentThatIsTooLargeOnceUnpackedIsRefused() {
		byte[] bomb = gzip(100);
		assertThat(bomb).hasSizeLessThan(MEBIBYTE);
		String address = serve(
				(request, response) -> response.header("Content-Encoding", "gzip").sendByteArray(Mono.just(bomb)));
		assertThat(fetch(address)).isEqualTo(new Fetched.Refused("the content is larger than 5242880 bytes"));
	}

	@Test
	void aPackedDocumentIsUnpacked() {
		byte[] packed = gzip(2);
		String address = serve((request, response) -> {
			assertThat(request.requestHeaders().get("Accept-Encoding")).isEqualTo("gzip");
			return response.header("Content-Encoding", "gzip").sendByteArray(Mono.just(packed));
		});
		assertThat(fetch(address)).isInstanceOfSatisfying(Fetched.Document.class,
				(document) -> assertThat(document.content()).hasSize(2 * MEBIBYTE));
	}

	@Test
	void aServerThatTakesTooLongIsNotWaitedForEvenIfItSendsNowAndThen() {
		String address = serve((request, response) -> response
			.sendString(Flux.interval(Duration.ofMillis(20)).map((tick) -> "x").onBackpressureDrop()));
		Fetcher hasty = fetcher(Duration.ofMillis(300), List.of("localhost"));
		assertThat(hasty.fetch(WebAddress.of(address), null, "*/*").block())
			.isEqualTo(new Fetched.Failed("no complete answer within PT0.3S", null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			value = { "503 | 120 | PT2M", "429 | Sun, 01 Mar 2026 10:05:00 GMT | PT5M", "429 | soon | -",
					"503 | 99999999999999999999 | -", "503 | - | -", "500 | 120 | -", "404 | - | -", "204 | - | -",
					"206 | - | -", "302 | - | -" })
	void anyOtherAnswerIsAFailureAndSaysWhenToComeBack(int status, String retryAfter, Duration expected) {
		String address = serve((request, response) -> {
			if (retryAfter != null) {
				response.header("Retry-After", retryAfter);
			}
			return response.status(status).send();
		});
		assertThat(fetch(address)).isEqualTo(new Fetched.Failed("the server answered " + status, expected));
	}

	@Test
	void anEmptyAnswerIsNoDocument() {
		String address = serve((request, response) -> response.send());
		assertThat(fetch(address)).isEqualTo(new Fetched.Failed("the content is empty", null));
	}

	@Test
	void whatIsGoneIsGone() {
		String address = serve((request, response) -> response.status(410).send());
		assertThat(fetch(address)).isInstanceOf(Fetched.Gone.class);
	}

	@Test
	void packingThatWasNotAskedForAndBrokenPackingAreFailures() {
		String address = serve((request, response) -> response.header("Content-Encoding", request.uri().substring(1))
			.sendString(Mono.just("text"))).replace("/feed", "");
		assertThat(fetch(address + "/br")).isInstanceOf(Fetched.Failed.class);
		assertThat(fetch(address + "/gzip")).isInstanceOf(Fetched.Failed.class);
	}

	@Test
	void aServerThatBreaksOffIsAFailure() {
		this.server = TcpServer.create()
			.host("localhost")
			.port(0)
			.handle((in, out) -> in.receive()
				.asString()
				.take(1)
				.flatMap((request) -> out.sendString(Mono.just("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"))))
			.bindNow();
		assertThat(fetch("http://localhost:" + this.server.port())).isInstanceOfSatisfying(Fetched.Failed.class,
				(failed) -> assertThat(failed.reason()).startsWith("PrematureCloseException"));
	}

	@Test
	void aServerThatIsNotThereIsAFailure() {
		String address = serve((request, response) -> response.send());
		this.server.disposeNow();
		assertThat(fetch(address)).isInstanceOfSatisfying(Fetched.Failed.class,
				(failed) -> assertThat(failed.reason()).contains("Connection refused"));
	}

	private String serve(BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
		this.server = HttpServer.create().host("localhost").port(0).handle(handler).bindNow();
		return "http://localhost:" + this.server.port() + "/feed";
	}

	private static Publisher<Void> redirect(HttpServerResponse response, String location) {
		return response.status(302).header("Location", location).send();
	}

	private static Fetched fetch(String address) {
		return fetcher().fetch(WebAddress.of(address), null, "*/*").block();
	}

	private static Fetcher fetcher() {
		return fetcher(List.of("localhost"));
	}

	private static Fetcher fetcher(List<String> trustedHosts) {
		return fetcher(Duration.ofSeconds(20), trustedHosts);
	}

	private static Fetcher fetcher(Duration timeout, List<String> trustedHosts) {
		return new Fetcher(new FetchLimits(DataSize.ofMegabytes(5), timeout, 5), trustedHosts,
				Clock.fixed(NOW, ZoneOffset.UTC), HttpClient.newConnection().resolver(new Names()));
	}

	private static Fetched.Validators known(String address) {
		return new Fetched.Validators(WebAddress.of(address).uri(), "\"1\"", "then");
	}

	private static byte[] gzip(int mebibytes) {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		byte[] zeros = new byte[MEBIBYTE];
		try (OutputStream gzip = new GZIPOutputStream(packed)) {
			for (int written = 0; written < mebibytes; written++) {
				gzip.write(zeros);
			}
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		return packed.toByteArray();
	}

	/** Names that lead inside, as anybody can publish them. */
	private static final class Names extends AddressResolverGroup<InetSocketAddress> {

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			return new InetNameResolver(executor) {
				@Override
				protected void doResolve(String name, Promise<InetAddress> promise) throws Exception {
					promise.setSuccess(InetAddress.getByName("127.0.0.1"));
				}

				@Override
				protected void doResolveAll(String name, Promise<List<InetAddress>> promise) throws Exception {
					promise.setSuccess(name.equals("mixed.example")
							? List.of(InetAddress.getByName("192.168.0.1"), InetAddress.getByName("::1"))
							: List.of(InetAddress.getByName("127.0.0.1")));
				}
			}.asAddressResolver();
		}

	}

}
