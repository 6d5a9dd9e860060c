package io.broadsheet.ingest.scale;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

import io.broadsheet.ingest.caller.TokenIssuer;

/**
 * One of the instances of the ingest service, with everything that it has in production.
 */
sealed interface Instance extends AutoCloseable permits ContextInstance, ProcessInstance {

	HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	int port();

	int managementPort();

	@Override
	void close();

	default String url() {
		return "http://localhost:" + port();
	}

	default boolean isReady() {
		URI readiness = URI.create("http://localhost:" + managementPort() + "/actuator/health/readiness");
		try {
			return HTTP.send(HttpRequest.newBuilder(readiness).build(), HttpResponse.BodyHandlers.discarding())
				.statusCode() == 200;
		}
		catch (Exception ex) {
			return false;
		}
	}

	static List<String> settings(String brokers, String name) {
		return List.of("--OIDC_ISSUER_URI=" + TokenIssuer.shared().uri(), "--spring.kafka.bootstrap-servers=" + brokers,
				"--broadsheet.ledger.replicas=1", "--broadsheet.ledger.instance-id=" + name,
				"--broadsheet.ledger.state-dir=" + stateDirectory(brokers, name));
	}

	static Path stateDirectory(String brokers, String name) {
		return Path.of("target", "ingest-it", brokers.replaceAll("\\D+", "-"), name);
	}

}
