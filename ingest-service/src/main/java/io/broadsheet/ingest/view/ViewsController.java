package io.broadsheet.ingest.view;

import java.net.InetSocketAddress;
import java.util.List;

import io.broadsheet.ingest.problem.Problem;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes views over HTTP: one, or an array of them, as JSON or as the plain text that
 * browsers' {@code sendBeacon} makes of it.
 */
@RestController
class ViewsController {

	private static final String VISITOR = "X-Visitor";

	private static final int LONGEST_VISITOR = 64;

	private final Views views;

	private final JsonMapper json;

	private final int maxBatch;

	ViewsController(Views views, JsonMapper json, ViewSettings settings) {
		this.views = views;
		this.json = json;
		this.maxBatch = settings.maxBatch();
	}

	@PostMapping(path = "/api/v1/views", consumes = { "application/json", "text/plain" })
	@ResponseStatus(HttpStatus.ACCEPTED)
	Mono<ViewReport> take(@RequestBody byte[] body, ServerHttpRequest request) {
		JsonNode document = this.json.readTree(body);
		List<JsonNode> views = document.isArray() ? List.copyOf(document.values()) : List.of(document);
		if (!document.isArray() && !document.isObject()) {
			throw Problem.invalidField("", "must be a view or an array of views");
		}
		if (views.size() > this.maxBatch) {
			throw Problem.invalidField("", "must be at most " + this.maxBatch + " views, and was " + views.size());
		}
		return this.views.take(views, sender(request));
	}

	private static String sender(ServerHttpRequest request) {
		String visitor = request.getHeaders().getFirst(VISITOR);
		if (visitor != null) {
			if (visitor.isEmpty() || visitor.length() > LONGEST_VISITOR) {
				throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-header",
						VISITOR + " must be 1 to " + LONGEST_VISITOR + " characters");
			}
			return "id:" + visitor;
		}
		return "from:" + address(request.getRemoteAddress()) + " "
				+ request.getHeaders().getFirst(HttpHeaders.USER_AGENT);
	}

	private static String address(@Nullable InetSocketAddress remote) {
		if (remote == null) {
			return "unknown";
		}
		return (remote.getAddress() != null) ? remote.getAddress().getHostAddress() : remote.getHostString();
	}

}
