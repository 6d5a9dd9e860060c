package io.broadsheet.gateway.problem;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.broadsheet.gateway.browser.SecurityHeaders;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Gives a body and what browsers are told to the answers that the server itself makes,
 * bare, to what it can't read as HTTP. The connection ends there, since nobody knows
 * where the next request would begin.
 */
final class ProtocolProblems extends ChannelDuplexHandler {

	private static final Map<HttpResponseStatus, byte[]> BODIES = Map.of(HttpResponseStatus.BAD_REQUEST,
			body(HttpResponseStatus.BAD_REQUEST, "bad-request", "This is not a request of HTTP with a valid address"),
			HttpResponseStatus.REQUEST_URI_TOO_LONG,
			body(HttpResponseStatus.REQUEST_URI_TOO_LONG, "uri-too-long",
					"The address with its parameters is too long"),
			HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, body(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
					"header-fields-too-large", "The headers are too long"));

	private boolean isHead;

	private static byte[] body(HttpResponseStatus status, String name, String detail) {
		return """
				{"type":"/problems/%s","title":"%s","status":%d,"detail":"%s"}"""
			.formatted(name, status.reasonPhrase(), status.code(), detail)
			.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof HttpRequest request) {
			this.isHead = HttpMethod.HEAD.equals(request.method());
			if (!hasAddress(request.uri())) {
				request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("No address of HTTP")));
			}
		}
		context.fireChannelRead(message);
	}

	/** A path, or the absolute form that proxies are sent (RFC 9112, 3.2). */
	private static boolean hasAddress(String uri) {
		return uri.startsWith("/") || uri.startsWith("http://") || uri.startsWith("https://");
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		byte[] body = (message instanceof FullHttpResponse bare && !bare.content().isReadable())
				? BODIES.get(bare.status()) : null;
		if (body == null) {
			context.write(message, promise);
			return;
		}
		FullHttpResponse bare = (FullHttpResponse) message;
		SecurityHeaders.ALL.forEach(bare.headers()::set);
		if (this.isHead) {
			context.write(bare, promise);
			return;
		}
		FullHttpResponse told = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, bare.status(),
				Unpooled.wrappedBuffer(body));
		told.headers()
			.set(bare.headers())
			.set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
			.setInt(HttpHeaderNames.CONTENT_LENGTH, body.length)
			.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
		bare.release();
		context.write(told, promise.unvoid()).addListener(ChannelFutureListener.CLOSE);
	}

}
