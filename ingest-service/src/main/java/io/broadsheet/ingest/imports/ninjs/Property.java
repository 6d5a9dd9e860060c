package io.broadsheet.ingest.imports.ninjs;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds the properties of ninjs objects. One of another type than it should be is as good
 * as none.
 */
final class Property {

	private Property() {
	}

	static @Nullable String text(JsonNode node, String name) {
		JsonNode value = node.get(name);
		return (value != null && value.isString() && !value.stringValue().isBlank()) ? value.stringValue().strip()
				: null;
	}

	/** The first of some properties that is there. */
	static @Nullable String first(JsonNode node, String... names) {
		return Arrays.stream(names).map((name) -> text(node, name)).filter(Objects::nonNull).findFirst().orElse(null);
	}

	static @Nullable Integer pixels(JsonNode node, String name) {
		JsonNode value = node.get(name);
		return (value != null && value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToInt()
				&& value.intValue() > 0) ? value.intValue() : null;
	}

	static Stream<JsonNode> objects(JsonNode node, String name) {
		JsonNode value = node.get(name);
		return (value != null) ? value.valueStream().filter(JsonNode::isObject) : Stream.empty();
	}

	static boolean is(JsonNode node, String name, String... values) {
		String text = text(node, name);
		return text != null && Arrays.stream(values).anyMatch(text::equalsIgnoreCase);
	}

}
