package io.broadsheet.gateway.stream;

import java.util.concurrent.LinkedBlockingQueue;

import io.broadsheet.gateway.stream.history.Position;
import io.broadsheet.gateway.stream.history.StreamEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.http.codec.ServerSentEvent;

/**
 * Somebody who listens. What can't be sent at once waits in a queue of its own, which has
 * an end.
 */
final class StreamClient {

	private final Selection selection;

	private final Position from;

	private final Runnable disconnect;

	private final Sinks.Many<ServerSentEvent<String>> queue;

	/**
	 * Creates a client.
	 * @param selection what it wants
	 * @param from up to where it knows everything
	 * @param backlog how many events may wait
	 * @param disconnect closes its connection at once
	 */
	StreamClient(Selection selection, Position from, int backlog, Runnable disconnect) {
		this.selection = selection;
		this.from = from;
		this.disconnect = disconnect;
		this.queue = Sinks.many().unicast().onBackpressureBuffer(new LinkedBlockingQueue<>(backlog));
	}

	boolean wants(StreamEvent event) {
		return this.selection.has(event) && this.from.isBefore(event);
	}

	/**
	 * The event as this client should see it.
	 * @param event the event
	 * @return the event
	 */
	StreamEvent own(StreamEvent event) {
		return event.after(this.from);
	}

	/**
	 * Up to where it knows everything.
	 * @param read how far the log was read
	 * @return the position
	 */
	Position known(Position read) {
		return read.max(this.from);
	}

	/**
	 * Sends something, as soon as the client takes it.
	 * @param event what to send
	 * @return false if too much is waiting already
	 */
	boolean send(ServerSentEvent<String> event) {
		Sinks.EmitResult result = this.queue.tryEmitNext(event);
		return result != Sinks.EmitResult.FAIL_OVERFLOW && result != Sinks.EmitResult.FAIL_ZERO_SUBSCRIBER;
	}

	/** Ends the stream after what is waiting. */
	void end() {
		this.queue.tryEmitComplete();
	}

	/** Ends the stream at once, since what is waiting would not be read. */
	void disconnect() {
		this.disconnect.run();
	}

	Flux<ServerSentEvent<String>> events() {
		return this.queue.asFlux();
	}

}
