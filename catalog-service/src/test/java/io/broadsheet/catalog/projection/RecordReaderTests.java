package io.broadsheet.catalog.projection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;

import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.projection.UnreadableRecordException.Reason;
import io.broadsheet.events.ArticleEvent;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.EventType;
import io.broadsheet.events.GoldenSample;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is made of the records of the log.
 */
class RecordReaderTests {

	private static final GoldenSample SAMPLE = GoldenSample.of(EventType.ARTICLE_PUBLISHED);

	private final RecordReader reader = new RecordReader(new EventCodec("tests"));

	static Stream<EventType> typesOfArticles() {
		return Arrays.stream(EventType.values()).filter((type) -> type.topic() == Topic.ARTICLES);
	}

	static Stream<EventType> typesOfOtherTopics() {
		return Arrays.stream(EventType.values()).filter((type) -> type.topic() != Topic.ARTICLES);
	}

	@ParameterizedTest
	@MethodSource("typesOfArticles")
	void everyGoldenSampleOfTheTopicIsRead(EventType type) throws Exception {
		GoldenSample sample = GoldenSample.of(type);
		ArticleChange change = this.reader.read(record(sample.key(), sample.recordHeaders(), sample.recordValue()));
		assertThat(change).isEqualTo(new ArticleChange.Stands(CatalogEntry.of((ArticleEvent) sample.event())));
	}

	@ParameterizedTest
	@MethodSource("typesOfOtherTopics")
	void anEventOfAnotherTopicIsNotRead(EventType type) {
		GoldenSample sample = GoldenSample.of(type);
		refuses(Reason.UNKNOWN_TYPE, record(sample.key(), sample.recordHeaders(), sample.recordValue()));
	}

	@Test
	void aTypeThatIsNotKnownIsNotRead() {
		Headers headers = SAMPLE.recordHeaders();
		headers.remove("ce_type").add("ce_type", "io.broadsheet.article.published.v2".getBytes(StandardCharsets.UTF_8));
		refuses(Reason.UNKNOWN_TYPE, record(SAMPLE.key(), headers, SAMPLE.recordValue()));
	}

	@Test
	void aRecordWithoutValueIsAPurge() throws Exception {
		assertThat(this.reader.read(record("a", new RecordHeaders(), null))).isEqualTo(new ArticleChange.Purged("a"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "garbage", "{", "null", "[]", "{}", "{\"id\":1}" })
	void aValueThatIsNotAnArticleIsMalformed(String value) {
		refuses(Reason.MALFORMED, record(SAMPLE.key(), SAMPLE.recordHeaders(), value.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void missingOrEmptyHeadersAreMalformed() {
		refuses(Reason.MALFORMED, record(SAMPLE.key(), new RecordHeaders(), SAMPLE.recordValue()));
		Headers empty = SAMPLE.recordHeaders();
		empty.remove("ce_type").add("ce_type", null);
		refuses(Reason.MALFORMED, record(SAMPLE.key(), empty, SAMPLE.recordValue()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1" })
	void aRevisionThatCantBeIsMalformed(String revision) {
		String value = new String(SAMPLE.recordValue(), StandardCharsets.UTF_8).replace("\"revision\":1",
				"\"revision\":" + revision);
		refuses(Reason.MALFORMED, record(SAMPLE.key(), SAMPLE.recordHeaders(), value.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void aTimeThatTheDatabaseCantHoldIsMalformed() {
		String value = new String(SAMPLE.recordValue(), StandardCharsets.UTF_8)
			.replace("\"publishedAt\":\"2026-03-01T06:30:00+07:00\"", "\"publishedAt\":\"+999999999-12-31T23:59:59Z\"");
		assertThat(value).contains("+999999999");
		refuses(Reason.MALFORMED, record(SAMPLE.key(), SAMPLE.recordHeaders(), value.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void theKeyIsTheArticlesId() {
		refuses(Reason.KEY_MISMATCH, record("another", SAMPLE.recordHeaders(), SAMPLE.recordValue()));
	}

	@Test
	void aKeyThatIsNoTextIsRefusedEvenForAPurge() {
		refuses(Reason.KEY, record(new byte[] { (byte) 0xc3 }, new RecordHeaders(), null));
		refuses(Reason.KEY, record(new byte[0], new RecordHeaders(), null));
		refuses(Reason.KEY, record((byte[]) null, new RecordHeaders(), null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "x\ny", "two words", "caf\u00e9", "\u0000" })
	void aKeyThatNoHeaderCanHoldIsRefusedEvenForAPurge(String key) {
		refuses(Reason.KEY, record(key, new RecordHeaders(), null));
		refuses(Reason.KEY, record(key, SAMPLE.recordHeaders(), SAMPLE.recordValue()));
	}

	@Test
	void aKeyThatIsLongerThanAnyIdIsRefusedEvenForAPurge() throws Exception {
		assertThat(this.reader.read(record("x".repeat(200), new RecordHeaders(), null)))
			.isInstanceOf(ArticleChange.Purged.class);
		refuses(Reason.KEY, record("x".repeat(201), new RecordHeaders(), null));
		refuses(Reason.KEY, record("x".repeat(40_000), new RecordHeaders(), null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"section\":\"two words\"", "\"section\":\"x\\ny\"", "\"section\":\"\"",
			"\"section\":\"a\",\"tags\":[\"x\\ny\"]" })
	void aSectionOrTagThatNoHeaderCanHoldIsMalformed(String fields) {
		String value = new String(SAMPLE.recordValue(), StandardCharsets.UTF_8).replaceFirst("\"tags\":\\[[^]]*],?", "")
			.replaceFirst("\"section\":\"[^\"]*\"", Matcher.quoteReplacement(fields));
		assertThat(value).contains(fields);
		refuses(Reason.MALFORMED, record(SAMPLE.key(), SAMPLE.recordHeaders(), value.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void aValueThatWasSmallOnlyWhileItWasCompressedIsOversized() {
		byte[] large = Arrays.copyOf(SAMPLE.recordValue(), Topic.MAX_RECORD_BYTES + 1);
		Arrays.fill(large, SAMPLE.recordValue().length, large.length, (byte) ' ');
		refuses(Reason.OVERSIZED, record(SAMPLE.key(), SAMPLE.recordHeaders(), large));
	}

	private void refuses(Reason reason, ConsumerRecord<byte[], byte[]> record) {
		assertThatExceptionOfType(UnreadableRecordException.class).isThrownBy(() -> this.reader.read(record))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason));
	}

	private static ConsumerRecord<byte[], byte[]> record(String key, Headers headers, byte[] value) {
		return record(key.getBytes(StandardCharsets.UTF_8), headers, value);
	}

	private static ConsumerRecord<byte[], byte[]> record(byte[] key, Headers headers, byte[] value) {
		return new ConsumerRecord<>("articles", 0, 0, 0, TimestampType.CREATE_TIME, 0, 0, key, value, headers,
				Optional.empty());
	}

}
