package io.broadsheet.ingest.view;

import java.util.List;

import io.broadsheet.ingest.audience.Sender;
import io.broadsheet.ingest.problem.Problem;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
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
	Mono<ViewReport> take(@RequestBody byte[] body, Sender sender) {
		JsonNode document = this.json.readTree(body);
		List<JsonNode> views = document.isArray() ? List.copyOf(document.values()) : List.of(document);
		if (!document.isArray() && !document.isObject()) {
			throw Problem.invalidField("", "must be a view or an array of views");
		}
		if (views.size() > this.maxBatch) {
			throw Problem.invalidField("", "must be at most " + this.maxBatch + " views, and was " + views.size());
		}
		return this.views.take(views, sender);
	}

}
