package io.broadsheet.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program of the newsroom, as the OpenID provider knows it: gets a token for itself, by
 * the client credentials grant of RFC 6749, section 4.4.
 */
final class MachineClient {

	/** As good as public: the embedded provider is for demonstrations. */
	private static final String DEMO = "newsroom";

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

	private final JsonMapper json = new JsonMapper();

	private final String issuer;

	private final String id;

	private final String secret;

	private @Nullable String token;

	private MachineClient(String issuer, String id, String secret) {
		this.issuer = issuer;
		this.id = id;
		this.secret = secret;
	}

	static MachineClient of(String issuer, Map<String, String> environment) {
		return new MachineClient(issuer, environment.getOrDefault("NEWSROOM_CLIENT_ID", DEMO),
				environment.getOrDefault("NEWSROOM_CLIENT_SECRET", DEMO));
	}

	/** One token is good for as long as the edition takes. */
	String token() throws IOException, InterruptedException {
		if (this.token == null) {
			this.token = request();
		}
		return this.token;
	}

	private String request() throws IOException, InterruptedException {
		URI metadata = URI.create(this.issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
		JsonNode found = send(HttpRequest.newBuilder(metadata));
		JsonNode answer = send(HttpRequest.newBuilder(URI.create(found.path("token_endpoint").asString("")))
			.header("Authorization", "Basic " + credentials())
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
		return answer.path("access_token").asString("");
	}

	private String credentials() {
		String pair = encoded(this.id) + ":" + encoded(this.secret);
		return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
		HttpResponse<String> response = this.http.send(request.timeout(PATIENCE).build(),
				HttpResponse.BodyHandlers.ofString());
		if (response.statusCode() != 200) {
			throw new StartFailure("The OpenID provider gives " + this.id
					+ " no token, which is needed to load the sample edition: " + response.uri() + " was answered with "
					+ response.statusCode() + ". See NEWSROOM_CLIENT_ID, or start with --no-edition");
		}
		return this.json.readTree(response.body());
	}

}
