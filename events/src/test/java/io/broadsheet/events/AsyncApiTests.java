package io.broadsheet.events;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the description of the public topics against the topics and the types of events.
 */
class AsyncApiTests {

	private JsonNode document;

	@BeforeEach
	void read() throws IOException {
		try (InputStream file = getClass().getResourceAsStream("/asyncapi.yaml")) {
			this.document = new JsonMapper().valueToTree(new Yaml().load(file));
		}
	}

	@Test
	void everyTopicThatCarriesEventsIsAChannelWithJustItsTypes() {
		Map<String, Set<String>> expected = Arrays.stream(EventType.values())
			.collect(Collectors.groupingBy((type) -> type.topic().topicName(),
					Collectors.mapping(EventType::wireName, Collectors.toCollection(TreeSet::new))));
		Map<String, Set<String>> described = new HashMap<>();
		this.document.path("channels").forEach((channel) -> {
			Set<String> names = new TreeSet<>();
			channel.path("messages").forEach((message) -> names.add(resolve(message).path("name").asString()));
			described.put(channel.path("address").asString(), names);
		});
		assertThat(described).isEqualTo(expected);
	}

	@Test
	void everyChannelCanBeSubscribedTo() {
		Set<JsonNode> subscribed = this.document.path("operations")
			.valueStream()
			.map((operation) -> resolve(operation.path("channel")))
			.collect(Collectors.toSet());
		assertThat(subscribed).hasSize(this.document.path("channels").size())
			.allSatisfy((channel) -> assertThat(channel.isObject()).isTrue());
	}

	@ParameterizedTest
	@EnumSource
	void everyTypeIsAMessageWithItsSchemaAndTheHeadersOfItsGoldenSample(EventType type) {
		JsonNode message = this.document.path("components")
			.path("messages")
			.valueStream()
			.filter((each) -> each.path("name").asString().equals(type.wireName()))
			.findFirst()
			.orElseThrow();
		String schema = message.at("/payload/schema/$ref").asString();
		assertThat(schema).isEqualTo("schemas/" + type.wireName() + ".json");
		assertThat(getClass().getResource("/" + schema)).isNotNull();
		Set<String> headers = resolve(message.path("headers")).path("properties")
			.propertyNames()
			.stream()
			.collect(Collectors.toSet());
		assertThat(headers).isEqualTo(GoldenSample.of(type).headers().keySet());
	}

	private JsonNode resolve(JsonNode reference) {
		return this.document.at(reference.path("$ref").asString().substring(1));
	}

}
