package io.broadsheet.standalone;

import java.net.URI;
import java.util.List;

/**
 * What the user sees when everything runs: what is where, and what to try first.
 */
final class Summary {

	private static final String COMMANDS = """

			Try next, in another terminal:

			# the newest articles
			curl -s "$GATEWAY/api/v1/articles?limit=3"

			# publish an article of your own, as the newsroom's program does: with a token
			TOKEN=$(curl -s -u newsroom:newsroom -d grant_type=client_credentials $ISSUER/oauth2/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/'); \\
			curl -s -X POST $GATEWAY/api/v1/articles -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -H 'Idempotency-Key: my-first' \\
			  -d '{"externalId":"my-first","headline":"Hello, readers","body":"<p>It works.</p>","language":"en","section":"letters"}'

			# view it, as a reader's app would
			ID=$(curl -s "$GATEWAY/api/v1/articles?section=letters&limit=1" | sed 's/.*"id":"\\([^"]*\\)".*/\\1/'); \\
			curl -s -X POST $GATEWAY/api/v1/views -H 'Content-Type: application/json' -d "{\\"articleId\\":\\"$ID\\"}"

			# a moment later it is the most viewed of its section
			curl -s "$GATEWAY/api/v1/rankings/most-viewed?section=letters"

			In a browser, log in as editor/editor, reader/reader or admin/admin:
			$GATEWAY/login?returnTo=/api/v1/session

			Ctrl-C stops everything; ./run --help tells what else it can do.
			""";

	private Summary() {
	}

	static String of(Settings settings, List<Part> servers, List<ServiceProcess> services, double seconds) {
		URI gateway = settings.gateway();
		StringBuilder text = new StringBuilder("\nBroadsheet is ready after %.1f s.\n\n".formatted(seconds));
		row(text, "gateway", gateway + "  the public API");
		services.stream()
			.filter((service) -> !"gateway".equals(service.name()))
			.forEach((service) -> row(text, service.name(), service.address() + "  (process " + service.pid() + ")"));
		servers.forEach((server) -> row(text, server.name(), server.address()));
		row(text, "logs", settings.logs().toString());
		return text.append(COMMANDS.replace("$GATEWAY", gateway.toString()).replace("$ISSUER", settings.issuer()))
			.toString();
	}

	private static void row(StringBuilder text, String name, String value) {
		text.append("  %-20s%s%n".formatted(name, value));
	}

}
