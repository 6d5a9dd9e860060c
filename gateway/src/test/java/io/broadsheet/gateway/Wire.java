package io.broadsheet.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * A connection to the gateway on which a test writes byte by byte what no client would.
 */
final class Wire implements AutoCloseable {

	private final Socket socket;

	Wire(int port) throws IOException {
		this.socket = new Socket("127.0.0.1", port);
		this.socket.setSoTimeout(30_000);
	}

	/** Sends lines, ended as HTTP wants them. */
	Wire send(String... lines) throws IOException {
		return sendBytes(String.join("\r\n", lines) + "\r\n");
	}

	Wire sendBytes(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		return this;
	}

	/** A whole request without a body, after which the connection ends. */
	static String ask(int port, String... lines) throws IOException {
		try (Wire wire = new Wire(port)) {
			String[] rest = new String[lines.length + 3];
			rest[0] = lines[0];
			rest[1] = "Host: localhost";
			System.arraycopy(lines, 1, rest, 2, lines.length - 1);
			rest[lines.length + 1] = "Connection: close";
			rest[lines.length + 2] = "";
			return wire.send(rest).readAll();
		}
	}

	/** What comes until the gateway closes the connection. */
	String readAll() throws IOException {
		return readUntil((text) -> false);
	}

	/** What comes until it is enough, or the gateway closes the connection. */
	String readUntil(Predicate<String> enough) throws IOException {
		StringBuilder text = new StringBuilder();
		try {
			InputStream input = this.socket.getInputStream();
			byte[] buffer = new byte[8192];
			int length = input.read(buffer);
			while (length > 0) {
				text.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
				length = enough.test(text.toString()) ? 0 : input.read(buffer);
			}
		}
		catch (SocketException ex) {
			// closed while some of what was sent had not been read
		}
		return text.toString();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
