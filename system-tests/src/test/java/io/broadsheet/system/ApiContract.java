package io.broadsheet.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The description that the gateway gives of its API, to be held against what it answers.
 * Fields that are not described count as wrong.
 */
final class ApiContract {

	private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
			(builder) -> builder
				.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

	private final JsonMapper json = new JsonMapper();

	private final List<Operation> operations = new ArrayList<>();

	private final Set<String> unseen = new TreeSet<>();

	private final JsonNode document;

	ApiContract(JsonNode document) {
		this.document = document.deepCopy();
		walk(this.document, ApiContract::close);
		this.document.path("paths")
			.forEachEntry((path, item) -> item
				.forEachEntry((method, description) -> this.operations.add(new Operation(method, path, description))));
		this.operations.forEach((operation) -> this.unseen.add(operation.name()));
	}

	/**
	 * Holds an answer against the description.
	 * @param method how it was asked for
	 * @param path what was asked for
	 * @param answer what came back
	 * @return the answer
	 */
	Client.Answer hold(String method, String path, Client.Answer answer) {
		Operation operation = find(method, path);
		JsonNode response = response(operation, answer.status());
		String what = method + " " + path + " " + answer.status() + " " + answer.response().body();
		assertThat(response.isObject()).as("described: " + what).isTrue();
		JsonNode content = response.path("content");
		String body = answer.response().body();
		String type = answer.header("Content-Type").replaceFirst(";.*", "");
		if (body.isEmpty()) {
			assertThat(content.has("application/json")).as("without a body: " + what).isFalse();
		}
		else {
			assertThat(content.propertyNames()).as(what).contains(type);
			if (type.endsWith("json")) {
				assertThat(validate(content.path(type).path("schema"), this.json.readTree(body))).as(what).isEmpty();
			}
		}
		if (answer.status() < 300) {
			this.unseen.remove(operation.name());
		}
		return answer;
	}

	/** The operations of which no good answer was seen. */
	Set<String> unseen() {
		return this.unseen;
	}

	/** Those that may stand in the address, by the operation. */
	Set<String> queryParameters(String method, String path) {
		Set<String> names = new TreeSet<>();
		find(method, path).description().path("parameters").forEach((parameter) -> {
			JsonNode resolved = resolve(parameter);
			if (resolved.path("in").asString().equals("query")) {
				names.add(resolved.path("name").asString());
			}
		});
		return names;
	}

	private List<?> validate(JsonNode schema, JsonNode body) {
		ObjectNode root = ((ObjectNode) schema).deepCopy();
		root.set("components", this.document.path("components"));
		return this.registry.getSchema(root).validate(body);
	}

	private Operation find(String method, String path) {
		String plain = path.replaceFirst("\\?.*", "");
		return this.operations.stream()
			.filter((operation) -> operation.matches(method, plain))
			.min((one, other) -> Integer.compare(one.placeholders(), other.placeholders()))
			.orElseThrow(() -> new AssertionError(method + " " + path + " is not described"));
	}

	private JsonNode response(Operation operation, int status) {
		JsonNode responses = operation.description().path("responses");
		return resolve(responses.path(responses.has(String.valueOf(status)) ? String.valueOf(status) : "default"));
	}

	private JsonNode resolve(JsonNode node) {
		return node.has("$ref") ? this.document.at(node.path("$ref").asString().substring(1)) : node;
	}

	private static void close(JsonNode node) {
		if (node.has("properties") && !node.has("$ref") && !node.has("additionalProperties")) {
			((ObjectNode) node).put("additionalProperties", false);
		}
	}

	private static void walk(JsonNode node, Consumer<JsonNode> action) {
		action.accept(node);
		node.forEach((child) -> walk(child, action));
	}

	/**
	 * One of the API's operations.
	 *
	 * @param method in lower case
	 * @param path with placeholders
	 * @param description what the document says of it
	 */
	private record Operation(String method, String path, JsonNode description) {

		String name() {
			return this.description.path("operationId").asString();
		}

		boolean matches(String method, String path) {
			String pattern = "\\Q" + this.path.replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q") + "\\E";
			return this.method.equalsIgnoreCase(method) && Pattern.matches(pattern, path);
		}

		int placeholders() {
			return this.path.split("\\{").length;
		}

	}

}
