package io.broadsheet.system;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator in a browser, who has logged in on the provider's page.
 */
final class Administrator {

	private static final Pattern HIDDEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	private final HttpClient http;

	private final String gateway;

	private final JsonNode session;

	private Administrator(HttpClient http, String gateway, JsonNode session) {
		this.http = http;
		this.gateway = gateway;
		this.session = session;
	}

	static Administrator logIn(RunningBroadsheet broadsheet) throws Exception {
		HttpClient http = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.cookieHandler(new CookieManager())
			.followRedirects(HttpClient.Redirect.ALWAYS)
			.build();
		URI start = URI.create(broadsheet.gateway() + "/login?returnTo=/api/v1/session");
		HttpResponse<String> page = http.send(
				HttpRequest.newBuilder(start).header("Accept", "text/html, */*;q=0.8").build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(page.uri().toString()).startsWith(broadsheet.identityProvider() + "/login");
		Matcher hidden = HIDDEN.matcher(page.body());
		assertThat(hidden.find()).as(page.body()).isTrue();
		String form = "username=admin&password=admin&_csrf="
				+ URLEncoder.encode(hidden.group(1), StandardCharsets.UTF_8);
		HttpResponse<String> back = http.send(HttpRequest.newBuilder(page.uri())
			.header("Accept", "text/html, */*;q=0.8")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form))
			.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(back.uri()).as(back.body()).isEqualTo(URI.create(broadsheet.gateway() + "/api/v1/session"));
		return new Administrator(http, broadsheet.gateway(), new JsonMapper().readTree(back.body()));
	}

	JsonNode session() {
		return this.session;
	}

	Client.Answer delete(String path) throws Exception {
		HttpResponse<String> answer = send(path, "DELETE", "");
		return new Client.Answer(answer.statusCode(), new JsonMapper().nullNode(), answer);
	}

	/** Comes to the page that the provider sends browsers to afterwards. */
	HttpResponse<String> logOut() throws Exception {
		return send("/logout", "POST", "");
	}

	private HttpResponse<String> send(String path, String method, String body) throws Exception {
		JsonNode csrf = this.session.path("csrf");
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.gateway + path))
			.method(method, HttpRequest.BodyPublishers.ofString(body))
			.header(csrf.path("header").asString(), csrf.path("token").asString())
			.build();
		return this.http.send(request, HttpResponse.BodyHandlers.ofString());
	}

}
