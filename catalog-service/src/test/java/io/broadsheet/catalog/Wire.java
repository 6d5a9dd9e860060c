package io.broadsheet.catalog;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A line to a server that can be held, delayed and cut, in the middle of a message too.
 * What a message is, is MongoDB's
 * <a href="https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/">wire
 * protocol</a>.
 */
public final class Wire implements AutoCloseable {

	private final InetSocketAddress server;

	private final ServerSocket door;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private volatile boolean held;

	private volatile boolean down;

	private volatile int largest = Integer.MAX_VALUE;

	private volatile Duration delay = Duration.ZERO;

	private volatile Runnable meanwhile = () -> {
	};

	private final AtomicInteger cuts = new AtomicInteger();

	private final AtomicInteger lateAnswers = new AtomicInteger();

	public Wire(String host, int port) {
		this.server = new InetSocketAddress(host, port);
		try {
			this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new IllegalStateException("No free port", ex);
		}
		start(this::accept);
	}

	public int port() {
		return this.door.getLocalPort();
	}

	/** Nothing passes, and nobody is told. */
	public void hold() {
		this.held = true;
	}

	/** What was held passes. */
	public void release() {
		this.held = false;
	}

	/** Answers come later. */
	public void delay(Duration by) {
		this.delay = by;
	}

	/** How many answers came as much later as they were to. */
	public int lateAnswers() {
		return this.lateAnswers.get();
	}

	/** All connections end, and new ones too. */
	public void down() {
		this.down = true;
		cut();
	}

	/** Connections are taken again. */
	public void up() {
		this.down = false;
	}

	/**
	 * The connection that sends a message of more than so many bytes is cut in the middle
	 * of it, once.
	 */
	public void cutNextMessageLargerThan(int bytes) {
		cutNextMessageLargerThan(bytes, () -> {
		});
	}

	/**
	 * The same, and something happens before the sender can know of it.
	 */
	public void cutNextMessageLargerThan(int bytes, Runnable meanwhile) {
		this.meanwhile = meanwhile;
		this.largest = bytes;
	}

	public int cuts() {
		return this.cuts.get();
	}

	private void accept() {
		while (!this.door.isClosed()) {
			try {
				Socket client = this.door.accept();
				if (this.down) {
					client.close();
					continue;
				}
				connect(client);
			}
			catch (IOException ex) {
				if (this.door.isClosed()) {
					return;
				}
			}
		}
	}

	private void connect(Socket client) throws IOException {
		Socket inner = new Socket();
		try {
			inner.connect(this.server);
		}
		catch (IOException ex) {
			client.close();
			return;
		}
		this.sockets.add(client);
		this.sockets.add(inner);
		start(() -> pump(client, inner, true));
		start(() -> pump(inner, client, false));
	}

	private void pump(Socket from, Socket to, boolean requests) {
		try (from; to) {
			DataInputStream in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
			OutputStream out = to.getOutputStream();
			while (true) {
				byte[] message = readMessage(in);
				while (this.held) {
					LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
				}
				if (!requests) {
					delayAnswer();
				}
				else if (message.length > this.largest) {
					out.write(message, 0, message.length / 2);
					out.flush();
					this.largest = Integer.MAX_VALUE;
					this.meanwhile.run();
					this.cuts.incrementAndGet();
					return;
				}
				out.write(message);
				out.flush();
			}
		}
		catch (IOException ex) {
			// the other side is gone
		}
		finally {
			this.sockets.remove(from);
			this.sockets.remove(to);
		}
	}

	/** A message begins with its length, as an int32, the lowest byte first. */
	private static byte[] readMessage(DataInputStream in) throws IOException {
		int lowestLast = in.readInt();
		byte[] message = new byte[Integer.reverseBytes(lowestLast)];
		ByteBuffer.wrap(message).putInt(lowestLast);
		in.readFully(message, Integer.BYTES, message.length - Integer.BYTES);
		return message;
	}

	private void delayAnswer() {
		long nanos = this.delay.toNanos();
		if (nanos == 0) {
			return;
		}
		long arrived = System.nanoTime();
		for (long passed = 0; passed < nanos; passed = System.nanoTime() - arrived) {
			LockSupport.parkNanos(nanos - passed);
		}
		this.lateAnswers.incrementAndGet();
	}

	private void cut() {
		this.sockets.forEach((socket) -> {
			try {
				socket.close();
			}
			catch (IOException ex) {
				// it is gone already
			}
		});
	}

	private static void start(Runnable work) {
		Thread thread = new Thread(work, "wire");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.door.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException("The door can't be closed", ex);
		}
		cut();
	}

}
