package io.broadsheet.benchmarks.edge;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Clients of the live stream that read whatever comes.
 */
final class OpenStreams implements AutoCloseable {

	private final int port;

	private final AtomicInteger count = new AtomicInteger();

	private final Disposable.Composite streams = Disposables.composite();

	OpenStreams(int port) {
		this.port = port;
	}

	void open(int streams) throws InterruptedException {
		HttpClient client = HttpClient.create(ConnectionProvider.newConnection());
		for (int i = 0; i < streams; i++) {
			this.streams
				.add(client.get().uri("http://localhost:" + this.port + "/api/v1/stream").response((answer, body) -> {
					if (answer.status().code() == 200) {
						this.count.incrementAndGet();
					}
					return body;
				}).subscribe());
		}
		for (int waited = 0; waited < 300 && this.count.get() < streams; waited++) {
			TimeUnit.MILLISECONDS.sleep(100);
		}
	}

	int count() {
		return this.count.get();
	}

	@Override
	public void close() {
		this.streams.dispose();
	}

}
