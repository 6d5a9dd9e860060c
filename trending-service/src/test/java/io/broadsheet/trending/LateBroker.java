package io.broadsheet.trending;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An address at which there is no broker until it comes.
 */
final class LateBroker implements AutoCloseable {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final String[] broker;

	private final int port;

	private ServerSocket door;

	LateBroker(String brokers) throws IOException {
		this.broker = brokers.replaceFirst("^.*://", "").split(",")[0].split(":");
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.port = free.getLocalPort();
		}
	}

	String address() {
		return "127.0.0.1:" + this.port;
	}

	void come() throws IOException {
		this.door = new ServerSocket(this.port, 50, InetAddress.getByName("127.0.0.1"));
		this.threads.execute(this::welcome);
	}

	private void welcome() {
		try {
			while (true) {
				Socket guest = this.door.accept();
				Socket host = new Socket(this.broker[0], Integer.parseInt(this.broker[1]));
				this.threads.execute(() -> pass(guest, host));
				this.threads.execute(() -> pass(host, guest));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private static void pass(Socket from, Socket to) {
		try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
			in.transferTo(out);
		}
		catch (IOException ex) {
			// closed
		}
	}

	@Override
	public void close() throws IOException {
		if (this.door != null) {
			this.door.close();
		}
		this.threads.shutdownNow();
	}

}
