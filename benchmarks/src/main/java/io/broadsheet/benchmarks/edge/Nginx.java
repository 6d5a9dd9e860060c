package io.broadsheet.benchmarks.edge;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An nginx with one worker in front of the same upstream, once with a cache and once
 * without.
 */
final class Nginx implements AutoCloseable {

	private static final String SETTINGS = """
			daemon off;
			user %5$s;
			worker_processes 1;
			pid %1$s/nginx.pid;
			error_log %1$s/error.log;
			events { worker_connections 1024; }
			http {
			  access_log off;
			  client_body_temp_path %1$s/body;
			  proxy_temp_path %1$s/proxy;
			  fastcgi_temp_path %1$s/fastcgi;
			  uwsgi_temp_path %1$s/uwsgi;
			  scgi_temp_path %1$s/scgi;
			  proxy_cache_path %1$s/cache keys_zone=articles:16m max_size=64m;
			  keepalive_requests 1000000;
			  upstream catalog { server 127.0.0.1:%2$d; keepalive 64; keepalive_requests 1000000; }
			  proxy_http_version 1.1;
			  proxy_set_header Connection "";
			  server { listen 127.0.0.1:%3$d; location / { proxy_pass http://catalog; proxy_cache articles; } }
			  server { listen 127.0.0.1:%4$d; location / { proxy_pass http://catalog; } }
			}
			""";

	private final Process process;

	private final int keeping;

	private final int passing;

	private Nginx(Process process, int keeping, int passing) {
		this.process = process;
		this.keeping = keeping;
		this.passing = passing;
		// the same if the benchmark is ended before
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
	}

	/** Starts it, if it is installed. */
	static Optional<Nginx> start(Path home, int upstream) throws IOException, InterruptedException {
		int keeping = Gateway.freePort();
		int passing = Gateway.freePort();
		Path settings = Files.createDirectories(home.resolve("nginx")).resolve("nginx.conf");
		Files.writeString(settings,
				SETTINGS.formatted(settings.getParent(), upstream, keeping, passing, System.getProperty("user.name")));
		try {
			Process process = new ProcessBuilder(
					List.of("nginx", "-c", settings.toString(), "-e", settings.resolveSibling("error.log").toString()))
				.redirectErrorStream(true)
				.redirectOutput(settings.resolveSibling("output.log").toFile())
				.start();
			Nginx nginx = new Nginx(process, keeping, passing);
			nginx.awaitReady();
			return Optional.of(nginx);
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	private void awaitReady() throws InterruptedException {
		while (!listens()) {
			if (!this.process.isAlive()) {
				throw new IllegalStateException("nginx ended before it was ready");
			}
			TimeUnit.MILLISECONDS.sleep(50);
		}
	}

	private boolean listens() {
		try (Socket socket = new Socket("127.0.0.1", this.passing)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	String keeping(String id) {
		return "http://127.0.0.1:" + this.keeping + "/api/v1/articles/" + id;
	}

	String passing(String id) {
		return "http://127.0.0.1:" + this.passing + "/api/v1/articles/" + id;
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
