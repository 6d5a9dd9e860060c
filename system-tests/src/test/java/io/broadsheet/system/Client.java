package io.broadsheet.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of the public API: a reader, or an editor who reads like one.
 */
final class Client {

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final JsonMapper json = new JsonMapper();

	private final String gateway;

	private final String token;

	Client(String gateway) {
		this(gateway, null);
	}

	/** Sends the token with all that is not a reader's question. */
	Client(String gateway, String token) {
		this.gateway = gateway;
		this.token = token;
	}

	Answer get(String path) {
		return send("GET", path, null, Map.of());
	}

	Answer post(String path, String body) {
		return send("POST", path, body, Map.of());
	}

	Answer put(String path, String ifMatch, String body) {
		return send("PUT", path, body, Map.of("If-Match", ifMatch));
	}

	Answer send(String method, String path, String body, Map<String, String> headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.gateway + path))
			.timeout(Duration.ofSeconds(60))
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody());
		request.setHeader("Content-Type", "application/json");
		if (this.token != null && (!method.equals("GET") || path.startsWith("/api/v1/newsroom"))) {
			request.setHeader("Authorization", "Bearer " + this.token);
		}
		headers.forEach(request::setHeader);
		try {
			HttpResponse<String> response = this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
			return new Answer(response.statusCode(), parse(response.body()), response);
		}
		catch (IOException ex) {
			throw new AssertionError(method + " " + path + " was not answered: " + ex, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	private JsonNode parse(String body) {
		boolean json = body.startsWith("{") || body.startsWith("[");
		return json ? this.json.readTree(body) : this.json.nullNode();
	}

	/**
	 * What came back.
	 *
	 * @param status the HTTP status
	 * @param body the JSON of the body
	 * @param response the rest
	 */
	record Answer(int status, JsonNode body, HttpResponse<String> response) {

		String header(String name) {
			return this.response.headers().firstValue(name).orElse("");
		}

	}

}
