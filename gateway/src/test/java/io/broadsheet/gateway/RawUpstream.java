package io.broadsheet.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A service that answers with bytes of a test's choice, be they HTTP or not, and breaks
 * off when it likes. Each request has a connection of its own.
 */
final class RawUpstream implements AutoCloseable {

	private final ServerSocket server;

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final AtomicInteger requests = new AtomicInteger();

	private volatile Behaviour behaviour = (request, socket) -> {
	};

	RawUpstream() throws IOException {
		this.server = new ServerSocket(0, 1500);
		Thread acceptor = new Thread(this::accept, "raw-upstream");
		acceptor.setDaemon(true);
		acceptor.start();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getLocalPort();
	}

	/** From now on does this with each request, of which only the head was read. */
	void behave(Behaviour next) {
		this.behaviour = next;
	}

	int requests() {
		return this.requests.get();
	}

	/** Answers like this, and ends the connection. */
	static Behaviour answers(String text) {
		return (request, socket) -> {
			write(socket, text);
			socket.close();
		};
	}

	/** Answers with the beginning, and no more comes. */
	static Behaviour begins(String text, CountDownLatch end) {
		return (request, socket) -> {
			write(socket, text);
			try {
				end.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			socket.close();
		};
	}

	/** Answers with the beginning, and with more of it for ever. */
	static Behaviour goesOn(String text, String more, Duration pause) {
		return (request, socket) -> {
			write(socket, text);
			LockSupport.parkNanos(pause.toNanos());
			while (!socket.isClosed()) {
				write(socket, more);
				LockSupport.parkNanos(pause.toNanos());
			}
		};
	}

	/** Ends the connection as a process does that was killed. */
	static Behaviour resets(String text) {
		return (request, socket) -> {
			write(socket, text);
			socket.setSoLinger(true, 0);
			socket.close();
		};
	}

	private static void write(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		socket.getOutputStream().flush();
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.server.accept();
				this.open.add(socket);
				Thread thread = new Thread(() -> serve(socket), "raw-upstream-connection");
				thread.setDaemon(true);
				thread.start();
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			InputStream input = socket.getInputStream();
			StringBuilder head = new StringBuilder();
			while (head.indexOf("\r\n\r\n") < 0) {
				int next = input.read();
				if (next < 0) {
					return;
				}
				head.append((char) next);
			}
			this.requests.incrementAndGet();
			this.behaviour.meet(head.substring(0, head.indexOf("\r\n")), socket);
		}
		catch (IOException ex) {
			// the gateway has gone
		}
	}

	@Override
	public void close() {
		try {
			this.server.close();
			for (Socket socket : this.open) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What is done with a request, of which the first line is told. */
	interface Behaviour {

		void meet(String request, Socket socket) throws IOException;

	}

}
