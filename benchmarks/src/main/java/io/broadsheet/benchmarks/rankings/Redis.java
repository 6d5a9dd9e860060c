package io.broadsheet.benchmarks.rankings;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * A redis-server that keeps everything in memory and nothing on disk.
 */
final class Redis implements AutoCloseable {

	private final Process process;

	private final int port;

	private Redis(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/** Starts it, if it is installed. */
	static Optional<Redis> start() throws InterruptedException {
		try {
			int port = freePort();
			Process process = new ProcessBuilder(List.of("redis-server", "--port", String.valueOf(port), "--bind",
					"127.0.0.1", "--save", "", "--appendonly", "no"))
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			Redis redis = new Redis(process, port);
			redis.awaitReady();
			return Optional.of(redis);
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	Jedis connect() {
		return new Jedis("127.0.0.1", this.port);
	}

	private void awaitReady() throws InterruptedException {
		while (!answers()) {
			if (!this.process.isAlive()) {
				throw new IllegalStateException("redis-server ended before it was ready");
			}
			TimeUnit.MILLISECONDS.sleep(50);
		}
	}

	private boolean answers() {
		try (Jedis jedis = connect()) {
			return "PONG".equals(jedis.ping());
		}
		catch (JedisConnectionException ex) {
			return false;
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.process.destroy();
		this.process.waitFor();
	}

}
