package io.broadsheet.gateway.docs;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * The description of the API (OpenAPI 3.1), joined of a file for each area. Beside what
 * the standard has, {@code x-problems} tells the types of problems.
 */
final class OpenApi {

	private static final List<String> AREAS = List.of("openapi", "pages", "articles", "lists", "rankings", "audience",
			"feeds", "newsroom", "login", "documentation", "schemas", "problems");

	private final JsonNode document;

	private OpenApi(JsonNode document) {
		this.document = document;
	}

	/**
	 * Reads and joins the files.
	 * @return the description
	 */
	static OpenApi read() {
		YamlMapFactoryBean yaml = new YamlMapFactoryBean();
		yaml.setResources(AREAS.stream()
			.map((area) -> new ClassPathResource("openapi/" + area + ".yaml"))
			.toArray(Resource[]::new));
		Map<String, Object> joined = Objects.requireNonNull(yaml.getObject());
		return new OpenApi(new JsonMapper().valueToTree(joined));
	}

	/**
	 * The whole document.
	 * @return an object
	 */
	JsonNode document() {
		return this.document;
	}

	/**
	 * What a type of problem means.
	 * @param name the last part of its URI
	 * @return the type, or nothing if there is none
	 */
	Optional<ProblemType> problemType(String name) {
		JsonNode type = this.document.path("x-problems").path(name);
		if (!type.isObject()) {
			return Optional.empty();
		}
		JsonNode status = type.path("status");
		List<String> statuses = status.isArray() ? status.valueStream().map(JsonNode::asString).toList()
				: List.of(status.asString());
		return Optional
			.of(new ProblemType(name, statuses, type.path("title").asString(), type.path("description").asString()));
	}

}
