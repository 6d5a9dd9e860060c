package io.broadsheet.gateway.stream;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.SmartLifecycle;

/**
 * Lets the stream beat, and ends it before the server waits for requests to finish.
 */
final class StreamLifecycle implements SmartLifecycle {

	private final LiveStream stream;

	private final Duration heartbeat;

	private @Nullable Disposable beating;

	StreamLifecycle(LiveStream stream, Duration heartbeat) {
		this.stream = stream;
		this.heartbeat = heartbeat;
	}

	@Override
	public synchronized void start() {
		this.stream.reopen();
		this.beating = Flux.interval(this.heartbeat, Schedulers.parallel())
			.onBackpressureDrop()
			.subscribe((beat) -> this.stream.beat());
	}

	@Override
	public synchronized void stop() {
		if (this.beating != null) {
			this.beating.dispose();
			this.beating = null;
		}
		this.stream.close();
	}

	@Override
	public synchronized boolean isRunning() {
		return this.beating != null;
	}

}
