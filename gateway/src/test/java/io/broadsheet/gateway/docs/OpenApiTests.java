package io.broadsheet.gateway.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the description of the API against the table of routes, and against itself.
 */
class OpenApiTests {

	/** What the gateway answers itself, and so is not in the table. */
	private static final Set<String> OWN = Set.of("stream", "session", "documentation");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");

	private static final String TYPES = "/content/application~1problem+json/schema/properties/type/enum";

	private final JsonNode document = OpenApi.read().document();

	@Test
	void everyRouteOfTheTableIsDescribedWithItsParametersAndNoneBeside() {
		Map<String, Set<String>> described = new TreeMap<>();
		forEachOperation((name, operation) -> {
			if (!OWN.contains(area(operation))) {
				described.put(name, parameters(operation, "query"));
			}
		});
		assertThat(described).isEqualTo(table());
	}

	@Test
	void everyRouteThatIsNotForEverybodySaysWhichRoleItWants() {
		Map<String, String> described = new TreeMap<>();
		forEachOperation((name, operation) -> {
			if (!OWN.contains(area(operation))) {
				described.put(name, operation.at("/security/0/bearer/0").asString(""));
			}
		});
		Map<String, String> wanted = new TreeMap<>();
		routes().forEach((route) -> wanted.put(nameOf(route), route.path("role").asString("")));
		assertThat(described).isEqualTo(wanted).containsValue("editor").containsValue("admin");
	}

	@Test
	void everyPlaceholderOfAnAddressIsDescribedAndRequired() {
		this.document.path("paths").forEachEntry((path, item) -> item.forEach((operation) -> {
			Set<String> placeholders = new TreeSet<>();
			PLACEHOLDER.matcher(path).results().forEach((match) -> placeholders.add(match.group(1)));
			assertThat(parameters(operation, "path")).as(path).isEqualTo(placeholders);
			parametersOf(operation).filter((parameter) -> parameter.path("in").asString().equals("path"))
				.forEach((parameter) -> assertThat(parameter.path("required").asBoolean()).as(path).isTrue());
		}));
	}

	@Test
	void everyOperationHasANameOfItsOwnAnAreaAndASummary() {
		Set<String> areas = this.document.path("tags")
			.valueStream()
			.map((tag) -> tag.path("name").asString())
			.collect(Collectors.toSet());
		List<String> names = new ArrayList<>();
		forEachOperation((name, operation) -> {
			names.add(operation.path("operationId").asString());
			assertThat(areas).as(name).contains(area(operation));
			assertThat(operation.path("summary").asString()).as(name).isNotBlank();
		});
		assertThat(names).doesNotHaveDuplicates().doesNotContain("");
	}

	@Test
	void everyReferenceLeadsSomewhere() {
		List<String> references = new ArrayList<>();
		walk(this.document, (node) -> {
			if (node.has("$ref")) {
				references.add(node.path("$ref").asString());
			}
		});
		assertThat(references).isNotEmpty()
			.allSatisfy((reference) -> assertThat(this.document.at(reference.substring(1)).isMissingNode()).isFalse());
	}

	@Test
	void everyTypeOfProblemComesWithItsStatusAndNoOtherIsToldAnywhere() {
		Set<String> told = new TreeSet<>();
		forEachOperation((name, operation) -> operation.path("responses").forEachEntry((status, response) -> {
			for (JsonNode type : resolve(response).at(TYPES)) {
				String problem = type.asString().substring("/problems/".length());
				told.add(problem);
				if (!status.equals("default")) {
					assertThat(this.document.at("/x-problems/" + problem + "/status").toString())
						.as(name + " " + problem)
						.contains(status);
				}
			}
		}));
		assertThat(told).isEqualTo(new TreeSet<>(this.document.path("x-problems").propertyNames()));
	}

	@Test
	void everyExampleFitsItsSchemaAndHasNoFieldBeside() {
		JsonNode closed = this.document.deepCopy();
		walk(closed, (node) -> {
			if (node.has("properties") && !node.has("$ref") && !node.has("additionalProperties")) {
				((ObjectNode) node).put("additionalProperties", false);
			}
		});
		List<JsonNode> checked = new ArrayList<>();
		walk(closed, (node) -> {
			if (node.has("schema") && node.has("example")) {
				checked.add(node);
				assertThat(validate(node.path("example"), node.path("schema"), closed)).as(node.toString()).isEmpty();
			}
		});
		assertThat(checked).hasSizeGreaterThan(20);
	}

	private static List<Error> validate(JsonNode example, JsonNode schema, JsonNode document) {
		ObjectNode root = ((ObjectNode) schema).deepCopy();
		root.set("components", document.path("components"));
		SchemaRegistryConfig config = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
		return SchemaRegistry
			.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, (builder) -> builder.schemaRegistryConfig(config))
			.getSchema(root)
			.validate(example);
	}

	/** The table's routes as the document names them, each with its query parameters. */
	private static Map<String, Set<String>> table() {
		Map<String, Set<String>> table = new TreeMap<>();
		routes().forEach((route) -> table.put(nameOf(route),
				route.path("parameters").valueStream().map(JsonNode::asString).collect(Collectors.toSet())));
		return table;
	}

	private static JsonNode routes() {
		YamlMapFactoryBean yaml = new YamlMapFactoryBean();
		yaml.setResources(new ClassPathResource("gateway.yml"));
		return new JsonMapper().valueToTree(yaml.getObject()).at("/broadsheet/gateway/routes");
	}

	private static String nameOf(JsonNode route) {
		return name(route.path("method").asString(), route.path("path").asString().replaceAll(":[^}]*}", "}"));
	}

	/** What a placeholder is called makes no other address of it. */
	private static String name(String method, String path) {
		return method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{[^}]*}", "{}");
	}

	private void forEachOperation(BiConsumer<String, JsonNode> action) {
		this.document.path("paths")
			.forEachEntry((path, item) -> item
				.forEachEntry((method, operation) -> action.accept(name(method, path), operation)));
	}

	private static String area(JsonNode operation) {
		return operation.path("tags").path(0).asString();
	}

	private Set<String> parameters(JsonNode operation, String place) {
		return parametersOf(operation).filter((parameter) -> parameter.path("in").asString().equals(place))
			.map((parameter) -> parameter.path("name").asString())
			.collect(Collectors.toSet());
	}

	private Stream<JsonNode> parametersOf(JsonNode operation) {
		return operation.path("parameters").valueStream().map(this::resolve);
	}

	private JsonNode resolve(JsonNode node) {
		return node.has("$ref") ? this.document.at(node.path("$ref").asString().substring(1)) : node;
	}

	private static void walk(JsonNode node, Consumer<JsonNode> action) {
		action.accept(node);
		node.forEach((child) -> walk(child, action));
	}

}
