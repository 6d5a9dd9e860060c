package io.broadsheet.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A browser that keeps its cookies, and goes where it is sent when a test says so.
 */
final class Browser {

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Map<String, String> cookies = new LinkedHashMap<>();

	private final String site;

	Browser(int port) {
		this.site = "http://localhost:" + port;
	}

	HttpResponse<String> get(String address) {
		return send("GET", address, "", Map.of());
	}

	HttpResponse<String> send(String method, String address, String body, Map<String, String> headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.site).resolve(address))
			.method(method, HttpRequest.BodyPublishers.ofString(body));
		headers.forEach(request::header);
		if (!this.cookies.isEmpty()) {
			request.header("Cookie",
					String.join("; ",
							this.cookies.entrySet()
								.stream()
								.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
								.toList()));
		}
		try {
			HttpResponse<String> answer = this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
			answer.headers().allValues("Set-Cookie").forEach(this::keep);
			return answer;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	private void keep(String cookie) {
		String[] pair = cookie.split(";", 2)[0].split("=", 2);
		if (pair[1].isEmpty()) {
			this.cookies.remove(pair[0]);
		}
		else {
			this.cookies.put(pair[0], pair[1]);
		}
	}

	/** Puts a cookie there that no answer has set. */
	void forge(String name, String value) {
		this.cookies.put(name, value);
	}

	Optional<String> cookie(String name) {
		return Optional.ofNullable(this.cookies.get(name));
	}

	static String location(HttpResponse<String> answer) {
		return answer.headers().firstValue("Location").orElseThrow();
	}

}
