package io.broadsheet.ingest.scale;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.NettyInbound;
import reactor.netty.NettyOutbound;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

/**
 * A door to an instance that lets requests in and no answer out.
 */
final class SwallowingDoor implements AutoCloseable {

	private final List<StringBuffer> swallowed = new CopyOnWriteArrayList<>();

	private final int inner;

	private final DisposableServer server;

	SwallowingDoor(int inner) {
		this.inner = inner;
		this.server = TcpServer.create().host("localhost").port(0).handle(this::pass).bindNow();
	}

	String url() {
		return "http://localhost:" + this.server.port();
	}

	/** As much of the body as has been written, which may be nothing. */
	String swallowedBody(int status) {
		return this.swallowed.stream()
			.map(StringBuffer::toString)
			.filter((answer) -> answer.startsWith("HTTP/1.1 " + status) && answer.contains("\r\n\r\n"))
			.map((answer) -> answer.substring(answer.indexOf("\r\n\r\n") + 4))
			.findFirst()
			.orElse("");
	}

	private Mono<Void> pass(NettyInbound in, NettyOutbound out) {
		StringBuffer answer = new StringBuffer();
		this.swallowed.add(answer);
		return TcpClient.create()
			.host("localhost")
			.port(this.inner)
			.connect()
			.flatMap((service) -> Mono.when(service.outbound().send(in.receive().retain()).then(),
					service.inbound().receive().asString(StandardCharsets.UTF_8).doOnNext(answer::append).then()));
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

}
