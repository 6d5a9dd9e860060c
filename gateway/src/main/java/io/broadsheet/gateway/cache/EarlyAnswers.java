package io.broadsheet.gateway.cache;

import java.io.IOException;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Answers what is kept where a connection's requests are read, before a request of
 * Reactor Netty and Spring is made of them, which is most of what an answer from memory
 * costs. While another request of the same connection is being answered behind this, all
 * go there, so that answers leave in the order of requests.
 */
final class EarlyAnswers extends ChannelDuplexHandler {

	private final WireAnswers answers;

	/** How many requests are being answered behind this. */
	private int passedOn;

	/** Whether what comes is the end of a request that was answered. */
	private boolean ending;

	/** Whether answers were written that have not been sent. */
	private boolean written;

	/** Whether the connection ends with what was answered behind this. */
	private boolean closing;

	EarlyAnswers(WireAnswers answers) {
		this.answers = answers;
	}

	/**
	 * Puts one of these into each connection of a server.
	 * @param server the server
	 * @param answers what is kept
	 * @return the server
	 */
	static HttpServer in(HttpServer server, WireAnswers answers) {
		return server.doOnChannelInit((observer, channel, address) -> {
			if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
				channel.pipeline()
					.addBefore(NettyPipeline.HttpTrafficHandler, "early answers", new EarlyAnswers(answers));
			}
		});
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof HttpRequest request) {
			FullHttpResponse answer = mayAnswer(context) ? this.answers.find(request) : null;
			this.ending = answer != null && !(message instanceof LastHttpContent);
			if (answer != null) {
				this.written = true;
				context.write(answer, context.voidPromise());
				ReferenceCountUtil.release(message);
				return;
			}
			this.passedOn++;
		}
		else if (this.ending) {
			this.ending = !(message instanceof LastHttpContent);
			ReferenceCountUtil.release(message);
			return;
		}
		context.fireChannelRead(message);
	}

	/**
	 * A client that does not take its answers gets the next one behind this, where one
	 * waits for the other, so that none pile up.
	 */
	private boolean mayAnswer(ChannelHandlerContext context) {
		if (this.passedOn > 0 || this.closing) {
			return false;
		}
		if (!context.channel().isWritable()) {
			context.flush();
		}
		return context.channel().isWritable();
	}

	/** Nobody else knows that a request was answered and the next one may be read. */
	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		if (this.written) {
			this.written = false;
			context.flush();
			context.read();
		}
		context.fireChannelReadComplete();
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof HttpResponse response && !isInformational(message)) {
			this.closing |= !HttpUtil.isKeepAlive(response);
		}
		if (message instanceof LastHttpContent && !isInformational(message)) {
			this.passedOn = Math.max(0, this.passedOn - 1);
		}
		context.write(message, promise);
	}

	/** A client that has gone is nobody's fault, if nobody else is answering it. */
	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (this.passedOn == 0 && cause instanceof IOException) {
			context.close();
		}
		else {
			context.fireExceptionCaught(cause);
		}
	}

	private static boolean isInformational(Object message) {
		return message instanceof HttpResponse response
				&& response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
	}

}
