package io.broadsheet.catalog.collection.projection;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.Collections;
import io.broadsheet.catalog.projection.UnreadableRecordException;
import io.broadsheet.catalog.projection.UnreadableRecordException.Reason;
import io.broadsheet.events.CollectionChanged;
import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.EventType;
import io.broadsheet.events.GoldenSample;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the records of the log of collections say.
 */
class CollectionRecordReaderTests {

	private static final GoldenSample SAMPLE = GoldenSample.of(EventType.COLLECTION_CHANGED);

	private final CollectionRecordReader reader = new CollectionRecordReader(new EventCodec("tests"));

	@Test
	void theGoldenSampleIsRead() throws Exception {
		assertThat(this.reader.read(record(SAMPLE.key(), SAMPLE.recordValue(), SAMPLE.recordHeaders())))
			.isEqualTo(new CollectionStanding("tet-2026", 3, 41, (CollectionChanged) SAMPLE.event()));
	}

	@Test
	void aRecordWithoutValueDeletesWhateverItsHeadersSay() throws Exception {
		CollectionStanding deleted = new CollectionStanding("tet-2026", 3, 41, null);
		assertThat(this.reader.read(record("tet-2026", null, new RecordHeaders()))).isEqualTo(deleted);
		assertThat(this.reader.read(record("tet-2026", null, SAMPLE.recordHeaders()))).isEqualTo(deleted);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Tet", "tet 2026", "-tet", "tet-", "tet--2026", "tet\n", "a/b", "Tết" })
	void aKeyThatIsNoSlugIsRefused(String key) {
		refuses(Reason.KEY, record(key, SAMPLE.recordValue(), SAMPLE.recordHeaders()));
		refuses(Reason.KEY, record(key, null, new RecordHeaders()));
	}

	@Test
	void theKeyMayHaveSixtyFourCharactersAndNotOneMore() throws Exception {
		assertThat(this.reader.read(record("a".repeat(64), null, new RecordHeaders())).slug()).hasSize(64);
		refuses(Reason.KEY, record("a".repeat(65), null, new RecordHeaders()));
	}

	@Test
	void aRecordWithoutKeyIsRefused() {
		refuses(Reason.KEY, record(null, SAMPLE.recordValue(), SAMPLE.recordHeaders()));
	}

	@Test
	void aKeyThatIsNotTheEventsIsRefused() {
		refuses(Reason.KEY_MISMATCH, record("cup", SAMPLE.recordValue(), SAMPLE.recordHeaders()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "garbage", "null", "[]", "{}", "{\"slug\":\"tet-2026\"}" })
	void aValueThatIsNoCollectionIsRefused(String value) {
		refuses(Reason.MALFORMED, record("tet-2026", value.getBytes(StandardCharsets.UTF_8), SAMPLE.recordHeaders()));
	}

	@Test
	void aValueThatWasSmallOnlyWhileItWasCompressedIsRefused() {
		refuses(Reason.OVERSIZED, record("tet-2026", new byte[Topic.MAX_RECORD_BYTES + 1], SAMPLE.recordHeaders()));
	}

	@Test
	void whatIsNoCloudEventIsRefused() {
		refuses(Reason.MALFORMED, record("tet-2026", SAMPLE.recordValue(), new RecordHeaders()));
	}

	@Test
	void anEventOfAnotherKindIsRefused() {
		refuses(Reason.UNKNOWN_TYPE, record("tet-2026", Articles.published("a")));
		Headers newer = SAMPLE.recordHeaders();
		newer.remove("ce_type").add("ce_type", "io.broadsheet.collection.changed.v2".getBytes(StandardCharsets.UTF_8));
		refuses(Reason.UNKNOWN_TYPE, record("tet-2026", SAMPLE.recordValue(), newer));
	}

	@Test
	void aTagThatIsNoSlugIsRefused() {
		refuses(Reason.MALFORMED,
				record("tet", Collections.collection("tet", null, null, List.of(), "tet\r\nSet-Cookie: a=b")));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, 9999 })
	void aTimeThatTheDatabaseDoesNotHaveIsRefused(int year) {
		OffsetDateTime time = OffsetDateTime.of(year, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
		refuses(Reason.MALFORMED, record("tet", Collections.collection("tet", time, null, List.of("a"), null)));
		refuses(Reason.MALFORMED, record("tet", Collections.collection("tet", null, time, List.of("a"), null)));
	}

	private void refuses(Reason reason, ConsumerRecord<byte[], byte[]> record) {
		assertThatExceptionOfType(UnreadableRecordException.class).isThrownBy(() -> this.reader.read(record))
			.extracting(UnreadableRecordException::reason)
			.isEqualTo(reason);
	}

	private static ConsumerRecord<byte[], byte[]> record(String key, Event event) {
		var written = new EventCodec("tests").write(event);
		return record(key, written.value(), written.headers());
	}

	private static ConsumerRecord<byte[], byte[]> record(@Nullable String key, byte @Nullable [] value,
			Headers headers) {
		byte[] bytes = (key != null) ? key.getBytes(StandardCharsets.UTF_8) : null;
		return new ConsumerRecord<>("collections", 3, 41, 0, TimestampType.CREATE_TIME, 0, 0, bytes, value, headers,
				Optional.empty());
	}

}
