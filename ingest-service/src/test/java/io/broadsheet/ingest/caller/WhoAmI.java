package io.broadsheet.ingest.caller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * A service of the settings and the rules of this one that does nothing but tell callers
 * their names.
 */
final class WhoAmI implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final WebTestClient client;

	/**
	 * Starts it.
	 * @param issuerUri its OpenID provider, or nothing
	 * @param more more settings
	 */
	WhoAmI(String issuerUri, String... more) {
		List<String> settings = new ArrayList<>(List.of("--spring.config.name=ingest-service", "--server.port=0",
				"--management.server.port=0", "--management.endpoint.health.validate-group-membership=false",
				"--OIDC_ISSUER_URI=" + issuerUri, "--who-am-i=true"));
		settings.addAll(List.of(more));
		this.context = new SpringApplicationBuilder(Application.class).run(settings.toArray(String[]::new));
		this.client = WebTestClient.bindToServer()
			.baseUrl("http://localhost:" + this.context.getEnvironment().getProperty("local.server.port"))
			.responseTimeout(Duration.ofSeconds(20))
			.build();
	}

	WebTestClient client() {
		return this.client;
	}

	/** Asks at a route that readers have. */
	WebTestClient.ResponseSpec ask(String authorization) {
		return ask(HttpMethod.POST, "/api/v1/views", authorization);
	}

	WebTestClient.ResponseSpec ask(HttpMethod method, String path, String authorization) {
		return this.client.method(method).uri(path).headers((headers) -> {
			if (authorization != null) {
				headers.set("Authorization", authorization);
			}
		}).exchange();
	}

	String nameOf(String token) {
		return Objects.requireNonNull(
				ask("Bearer " + token).expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody());
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * The application.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ CallerConfiguration.class, WhoAmIController.class })
	static class Application {

	}

	/** Not for the whole service, when that is started by a test. */
	@RestController
	@ConditionalOnProperty("who-am-i")
	static class WhoAmIController {

		@PostMapping({ "/api/v1/views", "/api/v1/articles" })
		String name(Caller caller) {
			return String.valueOf(caller.name());
		}

		@GetMapping({ "/api/v1/newsroom/scheduled", "/api/v1/anything" })
		String newsroom(Caller caller) {
			return String.valueOf(caller.name());
		}

		@DeleteMapping({ "/api/v1/articles/{id}", "/api/v1/articles/{id}/reactions/{kind}" })
		String delete(Caller caller) {
			return String.valueOf(caller.name());
		}

		@PostMapping("/api/v1/articles/{id}/shares")
		String device(@RequestHeader("User-Agent") String device) {
			return device;
		}

	}

}
