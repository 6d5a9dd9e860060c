package io.broadsheet.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public API, as a program of the newsroom sees it.
 */
final class Api {

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final JsonMapper json = new JsonMapper();

	private final String gateway;

	private final String token;

	/**
	 * Gets a token.
	 * @param gateway the gateway's address
	 * @param issuer standalone's OpenID provider
	 */
	Api(String gateway, String issuer) throws IOException, InterruptedException {
		this.gateway = gateway;
		String credentials = Base64.getEncoder().encodeToString("newsroom:newsroom".getBytes(StandardCharsets.UTF_8));
		HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
			.header("Authorization", "Basic " + credentials)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
			.build();
		String answer = this.http.send(request, HttpResponse.BodyHandlers.ofString()).body();
		this.token = this.json.readTree(answer).path("access_token").asString();
	}

	String publish(String headline, String section) throws IOException, InterruptedException {
		return this.json
			.readTree(post("/api/v1/articles", draft(headline, section), 201, "Authorization", "Bearer " + this.token))
			.path("id")
			.asString();
	}

	private static String draft(String headline, String section) {
		return "{\"headline\":\"%s\",\"language\":\"en\",\"section\":\"%s\",\"body\":\"<p>%s</p>\"}".formatted(headline,
				section, "word ".repeat(200));
	}

	void revise(String id, int revision) throws IOException, InterruptedException {
		change("PUT", "/api/v1/articles/" + id, draft("Revised", "benchmark"), revision);
	}

	void withdraw(String id, int revision) throws IOException, InterruptedException {
		change("POST", "/api/v1/articles/" + id + "/withdraw", "{\"reason\":\"wrong\"}", revision);
	}

	private void change(String method, String path, String body, int revision)
			throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.gateway + path))
			.header("Content-Type", "application/json")
			.header("Authorization", "Bearer " + this.token)
			.header("If-Match", "\"" + revision + "\"")
			.method(method, HttpRequest.BodyPublishers.ofString(body))
			.build();
		HttpResponse<String> response = this.http.send(request, HttpResponse.BodyHandlers.ofString());
		if (response.statusCode() != 200) {
			throw new IllegalStateException(
					path + " was answered with " + response.statusCode() + " " + response.body());
		}
	}

	/**
	 * What a reader gets of an article.
	 * @param id the article
	 * @return the status, and the revision if there is one
	 */
	String seen(String id) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.gateway + "/api/v1/articles/" + id)).build();
		HttpResponse<Void> response = this.http.send(request, HttpResponse.BodyHandlers.discarding());
		return response.statusCode() + " " + response.headers().firstValue("ETag").orElse("");
	}

	boolean isReadable(String id) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.gateway + "/api/v1/articles/" + id)).build();
		return this.http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
	}

	void view(String views) throws IOException, InterruptedException {
		post("/api/v1/views", views, 202);
	}

	long views(String section) throws IOException, InterruptedException {
		URI list = URI.create(this.gateway + "/api/v1/rankings/most-viewed?section=" + section);
		String body = this.http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString()).body();
		long sum = 0;
		for (JsonNode item : this.json.readTree(body).path("items")) {
			sum += item.path("views").asLong();
		}
		return sum;
	}

	private String post(String path, String body, int expected, String... headers)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.gateway + path))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body));
		if (headers.length > 0) {
			request.headers(headers);
		}
		HttpResponse<String> response = this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		if (response.statusCode() != expected) {
			throw new IllegalStateException(
					path + " was answered with " + response.statusCode() + " " + response.body());
		}
		return response.body();
	}

}
