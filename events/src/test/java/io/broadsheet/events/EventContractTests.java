package io.broadsheet.events;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Holds the records, the golden samples and the JSON Schemas against each other.
 */
class EventContractTests {

	private final JsonMapper json = EventJson.mapper();

	@ParameterizedTest
	@EnumSource
	void everyTypeIsWrittenJustLikeItsGoldenSample(EventType type) throws Exception {
		GoldenSample sample = GoldenSample.of(type);
		String component = sample.headers().get("ce_source").substring(1);
		ProducerRecord<String, byte[]> written = new EventCodec(component).write(sample.event());
		Map<String, String> headers = new LinkedHashMap<>();
		written.headers()
			.forEach((header) -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
		assertThat(written.topic()).isEqualTo(sample.topic());
		assertThat(written.key()).isEqualTo(sample.key());
		assertThat(headers).isEqualTo(sample.headers());
		assertThat(this.json.readTree(written.value())).isEqualTo(sample.value());
	}

	@ParameterizedTest
	@EnumSource
	void everyGoldenSampleIsOfTheTypeThatItIsNamedFor(EventType type) throws Exception {
		assertThat(GoldenSample.of(type).event().type()).isEqualTo(type);
	}

	@ParameterizedTest
	@EnumSource
	void everyGoldenSampleFitsTheSchemaOfItsType(EventType type) {
		assertThat(schema(type).validate(GoldenSample.of(type).value().toString(), InputFormat.JSON)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void aFieldThatTheSchemaRequiresIsOneThatTheReaderRequires(EventType type) {
		GoldenSample sample = GoldenSample.of(type);
		for (String field : sample.value().propertyNames()) {
			ObjectNode without = ((ObjectNode) sample.value()).deepCopy().without(field);
			boolean fitsSchema = schema(type).validate(without.toString(), InputFormat.JSON).isEmpty();
			if (fitsSchema) {
				assertThat(isReadable(sample, without)).as("without optional %s", field).isTrue();
			}
			else if (!without.has(field) && !sample.value().get(field).isArray()) {
				assertThat(isReadable(sample, without)).as("without required %s", field).isFalse();
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void readersIgnoreFieldsThatTheyDoNotKnow(EventType type) throws Exception {
		GoldenSample sample = GoldenSample.of(type);
		ObjectNode newer = ((ObjectNode) sample.value()).deepCopy().put("addedLater", 1);
		assertThat(read(sample, newer)).isEqualTo(sample.event());
	}

	@Test
	void aTypeThatIsNotKnownIsSkippedAndNotAnError() throws Exception {
		GoldenSample sample = GoldenSample.of(EventType.ARTICLE_VIEWED);
		var headers = sample.recordHeaders();
		headers.remove("ce_type").add("ce_type", "io.broadsheet.article.viewed.v2".getBytes(StandardCharsets.UTF_8));
		assertThat(new EventCodec("tests").read(headers, sample.recordValue())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "garbage", "null", "[]", "{}", "\"text\"", "{\"articleId\":1,\"visitor\":{}}" })
	void aValueThatIsNotTheEventIsRefused(String value) {
		GoldenSample sample = GoldenSample.of(EventType.ARTICLE_VIEWED);
		assertThatExceptionOfType(UnreadableEventException.class).isThrownBy(
				() -> new EventCodec("tests").read(sample.recordHeaders(), value.getBytes(StandardCharsets.UTF_8)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"boo\"", "\"LIKE\"", "\"0\"", "0", "null", "[\"like\"]" })
	void aReactionOfAKindThatThereIsNotIsRefused(String kind) {
		GoldenSample sample = GoldenSample.of(EventType.ARTICLE_REACTED);
		ObjectNode other = ((ObjectNode) sample.value()).deepCopy();
		other.set("kind", this.json.readTree(kind));
		assertThatExceptionOfType(UnreadableEventException.class).isThrownBy(() -> read(sample, other));
		assertThat(schema(EventType.ARTICLE_REACTED).validate(other.toString(), InputFormat.JSON)).isNotEmpty();
	}

	@Test
	void givingAReactionAndTakingItBackInOneMomentAreTwoEvents() throws Exception {
		ArticleReacted given = (ArticleReacted) GoldenSample.of(EventType.ARTICLE_REACTED).event();
		ArticleReacted takenBack = new ArticleReacted(given.articleId(), given.visitor(), given.kind(), false,
				given.at());
		assertThat(takenBack.eventId()).isNotEqualTo(given.eventId());
	}

	@Test
	void aRecordWithoutCloudEventHeadersIsRefused() {
		byte[] value = GoldenSample.of(EventType.ARTICLE_VIEWED).recordValue();
		assertThatExceptionOfType(UnreadableEventException.class)
			.isThrownBy(() -> new EventCodec("tests").read(new RecordHeaders(), value));
	}

	@Test
	void aRecordWithHeadersOfGarbageIsRefused() {
		GoldenSample sample = GoldenSample.of(EventType.ARTICLE_VIEWED);
		var headers = sample.recordHeaders();
		headers.remove("ce_time").add("ce_time", new byte[] { (byte) 0xff, 0 });
		assertThatExceptionOfType(UnreadableEventException.class)
			.isThrownBy(() -> new EventCodec("tests").read(headers, sample.recordValue()));
	}

	@Test
	void aRecordWithAHeaderWithoutValueIsRefused() {
		GoldenSample sample = GoldenSample.of(EventType.ARTICLE_VIEWED);
		var headers = sample.recordHeaders();
		headers.remove("ce_id").add("ce_id", null);
		assertThatExceptionOfType(UnreadableEventException.class)
			.isThrownBy(() -> new EventCodec("tests").read(headers, sample.recordValue()));
	}

	@Test
	void aRecordWithoutValueIsRefused() {
		GoldenSample sample = GoldenSample.of(EventType.ARTICLE_VIEWED);
		assertThatExceptionOfType(UnreadableEventException.class)
			.isThrownBy(() -> new EventCodec("tests").read(sample.recordHeaders(), null));
	}

	private boolean isReadable(GoldenSample sample, JsonNode value) {
		try {
			read(sample, value);
			return true;
		}
		catch (UnreadableEventException ex) {
			return false;
		}
	}

	private Event read(GoldenSample sample, JsonNode value) throws UnreadableEventException {
		return new EventCodec("tests").read(sample.recordHeaders(), this.json.writeValueAsBytes(value)).orElseThrow();
	}

	private Schema schema(EventType type) {
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
			.getSchema(SchemaLocation.of("classpath:schemas/" + type.wireName() + ".json"));
	}

}
