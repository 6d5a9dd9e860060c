package io.broadsheet.trending.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;

import io.broadsheet.events.EventType;
import io.broadsheet.events.GoldenSample;
import io.broadsheet.events.Topic;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.broadsheet.trending.SampleArticles.published;
import static io.broadsheet.trending.SampleArticles.reacted;
import static io.broadsheet.trending.SampleArticles.shared;
import static io.broadsheet.trending.SampleArticles.viewed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What can't be read stops nothing.
 */
class GarbageTests {

	private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00Z");

	private static final GoldenSample VIEW = GoldenSample.of(EventType.ARTICLE_VIEWED);

	private final DrivenTopology topology = new DrivenTopology(NOON);

	@AfterEach
	void close() {
		this.topology.close();
	}

	static Stream<Arguments> garbage() {
		byte[] view = VIEW.recordValue();
		Headers headers = VIEW.recordHeaders();
		return Stream.of(arguments("no event at all", VIEW.key(), bytes("hello"), new RecordHeaders()),
				arguments("not JSON", VIEW.key(), bytes("{"), headers),
				arguments("JSON null", VIEW.key(), bytes("null"), headers),
				arguments("a field is missing", VIEW.key(), bytes("{\"articleId\":\"a\",\"visitor\":\"v\"}"), headers),
				arguments("not a time", VIEW.key(),
						bytes("{\"articleId\":\"a\",\"visitor\":\"v\",\"at\":\"yesterday\"}"), headers),
				arguments("no value", VIEW.key(), null, headers), arguments("no key", null, view, headers),
				arguments("another's key", "another", view, headers),
				arguments("broken time in the headers", VIEW.key(), view, with(headers, "ce_time", bytes("noon"))),
				arguments("a header without value", VIEW.key(), view, with(headers, "ce_type", null)),
				arguments("an event of another topic", VIEW.key(), view,
						with(headers, "ce_type", bytes(EventType.ARTICLE_APPLIED.wireName()))));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("garbage")
	void aViewThatCannotBeReadGoesToTheDeadLettersAndTheNextIsCounted(String what, String key, byte[] value,
			Headers headers) {
		this.topology.tell(published("a", "x"));
		this.topology.pipe(Topic.ARTICLE_VIEWS, key, value, headers);
		this.topology.tell(viewed("a", "v1", NOON));
		this.topology.settle();
		assertThat(this.topology.overall()).containsExactly("a 1");
		assertThat(this.topology.views("unreadable")).isEqualTo(1);
		TestRecord<String, byte[]> letter = this.topology.output(Topic.ARTICLE_VIEWS_DLT).readRecord();
		assertThat(letter.key()).isEqualTo(key);
		assertThat(letter.value()).isEqualTo((value != null) ? value : new byte[0]);
		assertThat(header(letter, "kafka_dlt-exception-message")).isNotEmpty();
		assertThat(header(letter, "kafka_dlt-original-topic")).asString().isEqualTo("article-views");
		assertThat(ByteBuffer.wrap(header(letter, "kafka_dlt-original-partition")).getInt()).isZero();
		assertThat(ByteBuffer.wrap(header(letter, "kafka_dlt-original-offset")).getLong()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "article-views", "article-reactions" })
	void aRecordOfAMegabyteIsADeadLetter(String topicName) {
		boolean views = topicName.equals("article-views");
		byte[] megabyte = bytes("{\"articleId\":\"a\",\"visitor\":\"" + "v".repeat(1024 * 1024) + "\"}");
		this.topology.tell(published("a", "x"));
		this.topology.pipe(views ? Topic.ARTICLE_VIEWS : Topic.ARTICLE_REACTIONS, "a", megabyte, VIEW.recordHeaders());
		assertThat(this.topology.outcomes(views ? "views" : "reactions", "unreadable")).isEqualTo(1);
		assertThat(this.topology.output(views ? Topic.ARTICLE_VIEWS_DLT : Topic.ARTICLE_REACTIONS_DLT).readRecord())
			.satisfies((letter) -> assertThat(letter.value()).isEqualTo(megabyte));
	}

	@Test
	void aDeadLetterFitsItsTopicHoweverLargeTheRecordIs() {
		byte[] most = new byte[Topic.MAX_RECORD_BYTES];
		this.topology.pipe(Topic.ARTICLE_VIEWS, "a", most, VIEW.recordHeaders());
		this.topology.pipe(Topic.ARTICLE_VIEWS, "k".repeat(most.length), bytes("x"), VIEW.recordHeaders());
		this.topology.pipe(Topic.ARTICLE_VIEWS, "a", bytes("x"), with(VIEW.recordHeaders(), "large", most));
		List<TestRecord<String, byte[]>> letters = this.topology.output(Topic.ARTICLE_VIEWS_DLT).readRecordsToList();
		assertThat(letters).hasSize(3).allSatisfy((letter) -> {
			assertThat(size(letter)).isLessThan(Topic.MAX_RECORD_BYTES - 4096);
			assertThat(header(letter, "kafka_dlt-exception-message")).isNotEmpty();
		});
		assertThat(header(letters.get(0), "broadsheet-original-size")).asString().isEqualTo("4194304");
		assertThat(letters.get(1).headers().lastHeader("broadsheet-original-size")).isNull();
		assertThat(header(letters.get(1), "ce_type")).isNotEmpty();
	}

	private static int size(TestRecord<String, byte[]> record) {
		int size = record.key().length() + record.value().length;
		for (Header header : record.headers()) {
			size += header.key().length() + header.value().length;
		}
		return size;
	}

	@ParameterizedTest
	@CsvSource({ "9999-12-31T23:59:59Z, in-future", "1970-01-01T00:00:00Z, too-old", "2026-03-01T13:00:00Z, in-future",
			"2026-03-01T11:00:00Z, counted" })
	void aClockThatIsWrongHarmsNobodyElse(OffsetDateTime at, String outcome) {
		this.topology.tell(published("a", "x"), viewed("a", "v1", at), reacted("a", "v1", true, at),
				shared("a", "v1", "mail", at), viewed("a", "v2", NOON));
		this.topology.settle();
		assertThat(this.topology.outcomes("reactions", outcome)).isEqualTo(1);
		assertThat(this.topology.outcomes("shares", outcome)).isEqualTo(1);
		assertThat(this.topology.list("most-viewed/1h/all")).containsExactly(outcome.equals("counted") ? "a 2" : "a 1");
	}

	@Test
	void anArticleThatCannotBeReadIsCountedAndSkipped() {
		this.topology.pipe(Topic.ARTICLES, "a", bytes("hello"), new RecordHeaders());
		this.topology.tell(published("a", "x"), viewed("a", "v1", NOON));
		this.topology.settle();
		assertThat(this.topology.overall()).containsExactly("a 1");
		assertThat(this.topology.skippedArticles("unreadable")).isEqualTo(1);
	}

	@Test
	void unknownTypesAreCountedAndSkipped() {
		Headers headers = with(VIEW.recordHeaders(), "ce_type", bytes("io.broadsheet.article.viewed.v2"));
		this.topology.pipe(Topic.ARTICLE_VIEWS, VIEW.key(), VIEW.recordValue(), headers);
		this.topology.pipe(Topic.ARTICLES, VIEW.key(), VIEW.recordValue(), headers);
		assertThat(this.topology.views("unknown-type")).isEqualTo(1);
		assertThat(this.topology.skippedArticles("unknown-type")).isEqualTo(1);
		assertThat(this.topology.output(Topic.ARTICLE_VIEWS_DLT).isEmpty()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "+999999999-12-31T23:59:59-18:00, in-future", "-999999999-01-01T00:00:00+18:00, too-old" })
	void aTimeBeyondAllMeasureIsDropped(String at, String outcome) {
		this.topology.tell(published(VIEW.key(), "x"));
		String view = "{\"articleId\":\"%s\",\"visitor\":\"v\",\"at\":\"%s\"}".formatted(VIEW.key(), at);
		this.topology.pipe(Topic.ARTICLE_VIEWS, VIEW.key(), bytes(view), VIEW.recordHeaders());
		assertThat(this.topology.views(outcome)).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"articleId\":\"%s\",\"visitor\":\"v\",\"kind\":\"yawn\",\"given\":true,\"at\":\"%s\"}",
			"{\"articleId\":\"%s\",\"visitor\":\"v\",\"kind\":7,\"given\":true,\"at\":\"%s\"}" })
	void aReactionOfAnUnknownKindIsADeadLetter(String reaction) {
		GoldenSample sample = GoldenSample.of(EventType.ARTICLE_REACTED);
		byte[] value = bytes(reaction.formatted(sample.key(), NOON));
		this.topology.tell(published(sample.key(), "x"));
		this.topology.pipe(Topic.ARTICLE_REACTIONS, sample.key(), value, sample.recordHeaders());
		this.topology.tell(reacted(sample.key(), "v", true, NOON));
		assertThat(this.topology.outcomes("reactions", "unreadable")).isEqualTo(1);
		assertThat(this.topology.outcomes("reactions", "counted")).isEqualTo(1);
		assertThat(this.topology.output(Topic.ARTICLE_REACTIONS_DLT).readRecord().value()).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource({ "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z" })
	void aRecordThatWasStampedWithAnotherTimeIsCountedByItsOwnAndHarmsNoOther(OffsetDateTime stamped) {
		this.topology.tell(published("a", "x"));
		this.topology.tellLate(Duration.between(stamped, NOON), viewed("a", "v1", NOON), viewed("a", "v1", NOON));
		this.topology.tell(viewed("a", "v2", NOON));
		this.topology.pass(Duration.ofSeconds(6));
		assertThat(this.topology.overall()).containsExactly("a 2");
		assertThat(this.topology.views("duplicate")).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource(names = { "ARTICLE_VIEWS", "ARTICLE_REACTIONS" })
	void whenARecordArrivedIsForTheBrokerToSayAndNotForAProducerWhoseClockIsWrong(Topic topic) {
		assertThat(topic.toNewTopic((short) 1).configs()).containsEntry("message.timestamp.type", "LogAppendTime");
	}

	private static byte[] header(TestRecord<String, byte[]> record, String name) {
		return record.headers().lastHeader(name).value();
	}

	private static Headers with(Headers headers, String name, byte[] value) {
		return new RecordHeaders(headers).remove(name).add(name, value);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
