package io.broadsheet.system;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;

/**
 * All that anybody may read without a role, as the gateway describes it.
 */
final class PublicRoutes {

	private static final String STREAM = "openStream";

	/** Goes on from an answer that was looked at before. */
	private static final String CURSOR = "cursor";

	private final JsonNode document;

	private final Map<String, List<String>> values;

	/**
	 * Knows what to ask for.
	 * @param document the OpenAPI document
	 * @param values what may stand for a parameter; those that are missing here must name
	 * their values themselves
	 */
	PublicRoutes(JsonNode document, Map<String, List<String>> values) {
		this.document = document;
		this.values = values;
	}

	/**
	 * Each route with each value of each part, and with each value of each parameter. The
	 * stream is none of them, as it has no end.
	 */
	List<Address> addresses() {
		List<Address> addresses = new ArrayList<>();
		this.document.path("paths").forEachEntry((path, item) -> {
			JsonNode operation = item.path("get");
			if (operation.isObject() && !operation.has("security")
					&& !operation.path("operationId").asString().equals(STREAM)) {
				addresses.addAll(addresses(path, operation));
			}
		});
		return addresses;
	}

	private List<Address> addresses(String path, JsonNode operation) {
		List<JsonNode> parameters = parameters(operation);
		List<Address> bare = List.of(new Address(operation.path("operationId").asString(), path, Set.of()));
		for (JsonNode parameter : in("path", parameters)) {
			bare = bare.stream()
				.flatMap((address) -> values(parameter).map((value) -> address.fill(name(parameter), value)))
				.toList();
		}
		return withQueries(bare, in("query", parameters));
	}

	private List<Address> withQueries(List<Address> bare, List<JsonNode> parameters) {
		List<Address> all = new ArrayList<>(bare);
		parameters.stream()
			.filter((parameter) -> !name(parameter).equals(CURSOR))
			.forEach((parameter) -> values(parameter)
				.forEach((value) -> bare.forEach((address) -> all.add(address.ask(name(parameter), value)))));
		return all;
	}

	private static List<JsonNode> in(String where, List<JsonNode> parameters) {
		return parameters.stream().filter((parameter) -> parameter.path("in").asString().equals(where)).toList();
	}

	private static String name(JsonNode parameter) {
		return parameter.path("name").asString();
	}

	private List<JsonNode> parameters(JsonNode operation) {
		return StreamSupport.stream(operation.path("parameters").spliterator(), false).map(this::resolve).toList();
	}

	private Stream<String> values(JsonNode parameter) {
		String name = name(parameter);
		JsonNode schema = resolve(parameter.path("schema"));
		if (this.values.containsKey(name)) {
			return this.values.get(name).stream();
		}
		if (schema.has("enum")) {
			return StreamSupport.stream(schema.path("enum").spliterator(), false).map(JsonNode::asString);
		}
		if (schema.has("maximum")) {
			return Stream.of(schema.path("maximum").asString());
		}
		throw new AssertionError("Nobody said what to ask for as " + name + " of " + parameter);
	}

	private JsonNode resolve(JsonNode node) {
		return node.has("$ref") ? this.document.at(node.path("$ref").asString().substring(1)) : node;
	}

	/**
	 * What to ask for.
	 *
	 * @param operation what the description calls it
	 * @param path with its query
	 * @param asked what stands in it of which the answer may speak
	 */
	record Address(String operation, String path, Set<String> asked) {

		private Address fill(String parameter, String value) {
			return with(this.path.replace("{" + parameter + "}", value), value);
		}

		private Address ask(String parameter, String value) {
			return with(this.path + "?" + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8), value);
		}

		private Address with(String path, String value) {
			Set<String> all = new HashSet<>(this.asked);
			all.add(value);
			return new Address(this.operation, path, Set.copyOf(all));
		}

	}

}
