package io.broadsheet.benchmarks.edge;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Clients of the live stream that read whatever comes.
 */
final class OpenStreams implements AutoCloseable {

	private static final String EVENT = "event:article";

	private final int port;

	private final AtomicInteger count = new AtomicInteger();

	private final AtomicLong events = new AtomicLong();

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
					return body.asString().scan("", this::read);
				}).subscribe());
		}
		for (int waited = 0; waited < 300 && this.count.get() < streams; waited++) {
			TimeUnit.MILLISECONDS.sleep(100);
		}
	}

	/**
	 * Counts the events in a piece of a stream, and gives back its end, which may be the
	 * beginning of another event.
	 */
	private String read(String end, String piece) {
		String text = end + piece;
		for (int at = text.indexOf(EVENT); at >= 0; at = text.indexOf(EVENT, at + 1)) {
			this.events.incrementAndGet();
		}
		return text.substring(Math.max(0, text.length() - EVENT.length() + 1));
	}

	/**
	 * Waits until all have heard so many events, and says how many they heard together.
	 */
	long heard(long each) throws InterruptedException {
		for (int waited = 0; waited < 300 && this.events.get() < each * this.count.get(); waited++) {
			TimeUnit.MILLISECONDS.sleep(100);
		}
		return this.events.get();
	}

	int count() {
		return this.count.get();
	}

	@Override
	public void close() {
		this.streams.dispose();
	}

}
