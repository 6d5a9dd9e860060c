package io.broadsheet.gateway.upstream;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.broadsheet.gateway.cache.Origin;
import io.broadsheet.gateway.cache.OriginAnswer;
import io.broadsheet.gateway.client.ClientAddresses;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * An upstream that is asked for what is for everybody. It hears what a client asks for
 * and accepts, and from where, and nothing else that the client says.
 */
final class HttpOrigin implements Origin {

	private static final String SURROGATE_KEY = "Surrogate-Key";

	/**
	 * What belongs to a connection (RFC 9110, 7.6.1), with what older servers send, and
	 * what is for the cache alone.
	 */
	private static final Set<String> NOT_FOR_CLIENTS = Set.of("connection", "keep-alive", "proxy-authenticate",
			"proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
			"surrogate-key");

	private static final NettyDataBufferFactory BUFFERS = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);

	private final Function<ServerHttpRequest, HttpClient> client;

	private final ClientAddresses addresses;

	/**
	 * Creates an origin.
	 * @param client with which client to ask for a request; it knows the address
	 * @param addresses tells where requests come from
	 */
	HttpOrigin(Function<ServerHttpRequest, HttpClient> client, ClientAddresses addresses) {
		this.client = client;
		this.addresses = addresses;
	}

	@Override
	public Mono<OriginAnswer> ask(ServerHttpRequest request) {
		URI address = request.getURI();
		String query = address.getRawQuery();
		Call call = new Call();
		return this.client.apply(request)
			.headers((headers) -> tell(request, headers))
			.get()
			.uri((query != null) ? address.getRawPath() + ascii('?' + query) : address.getRawPath())
			.responseConnection((answer, connection) -> Mono.just(call.begin(begun(answer, connection))))
			.single()
			.doOnCancel(call::leave);
	}

	/** What is not escaped, and should be, nobody has to read but us. */
	private static String ascii(String query) {
		return URI.create(query).toASCIIString();
	}

	private void tell(ServerHttpRequest request, io.netty.handler.codec.http.HttpHeaders headers) {
		String accept = request.getHeaders().getFirst(HttpHeaders.ACCEPT);
		if (accept != null) {
			headers.set(HttpHeaderNames.ACCEPT, accept);
		}
		InetAddress client = this.addresses.of(request);
		if (client != null) {
			headers.set(ClientAddresses.FORWARDED_FOR, client.getHostAddress());
		}
	}

	private static OriginAnswer begun(HttpClientResponse answer, Connection connection) {
		try {
			return read(answer, connection);
		}
		catch (RuntimeException ex) {
			connection.dispose();
			throw ex;
		}
	}

	private static OriginAnswer read(HttpClientResponse answer, Connection connection) {
		AtomicBoolean isTaken = new AtomicBoolean();
		Flux<DataBuffer> body = connection.inbound().receive().retain().map(BUFFERS::wrap);
		return new OriginAnswer(HttpStatusCode.valueOf(answer.status().code()), forClients(answer.responseHeaders()),
				keys(answer.responseHeaders()), body.doOnSubscribe((subscription) -> isTaken.set(true)), () -> {
					if (isTaken.compareAndSet(false, true)) {
						connection.dispose();
					}
				});
	}

	private static HttpHeaders forClients(io.netty.handler.codec.http.HttpHeaders sent) {
		Set<String> named = namedByConnection(sent);
		HttpHeaders headers = new HttpHeaders();
		for (Map.Entry<String, String> header : sent) {
			String name = header.getKey().toLowerCase(Locale.ROOT);
			if (!NOT_FOR_CLIENTS.contains(name) && !named.contains(name)) {
				headers.add(header.getKey(), header.getValue());
			}
		}
		return headers;
	}

	/** What a connection's header names belongs to that connection, too. */
	private static Set<String> namedByConnection(io.netty.handler.codec.http.HttpHeaders sent) {
		if (!sent.contains(HttpHeaderNames.CONNECTION)) {
			return Set.of();
		}
		Set<String> names = new TreeSet<>();
		for (String line : sent.getAll(HttpHeaderNames.CONNECTION)) {
			for (String name : line.split(",")) {
				names.add(name.strip().toLowerCase(Locale.ROOT));
			}
		}
		return names;
	}

	private static @Nullable String keys(io.netty.handler.codec.http.HttpHeaders sent) {
		return sent.contains(SURROGATE_KEY) ? String.join(" ", sent.getAll(SURROGATE_KEY)) : null;
	}

	/**
	 * Who asks may leave just when the answer begins, and then nobody would read it.
	 */
	private static final class Call {

		private volatile boolean isLeft;

		private volatile @Nullable OriginAnswer begun;

		OriginAnswer begin(OriginAnswer answer) {
			this.begun = answer;
			if (this.isLeft) {
				answer.abandon().run();
			}
			return answer;
		}

		void leave() {
			this.isLeft = true;
			OriginAnswer answer = this.begun;
			if (answer != null) {
				answer.abandon().run();
			}
		}

	}

}
