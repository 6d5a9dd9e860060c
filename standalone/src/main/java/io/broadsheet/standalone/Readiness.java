package io.broadsheet.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks a service whether it is ready.
 */
final class Readiness {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final int OK = 200;

	private final HttpClient http = HttpClient.newHttpClient();

	private final HttpRequest request;

	private String answer = "does not answer yet";

	Readiness(int managementPort) {
		URI address = URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness");
		this.request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
	}

	boolean isReady() throws InterruptedException {
		try {
			HttpResponse<String> response = this.http.send(this.request, HttpResponse.BodyHandlers.ofString());
			this.answer = response.body();
			return response.statusCode() == OK;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * What the service answered last.
	 * @return its health, which names what is missing
	 */
	String answer() {
		return this.answer;
	}

}
