package io.broadsheet.events;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.kafka.KafkaMessageFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which headers make an event, held against what the CloudEvents SDK says of them.
 */
class CloudEventHeadersTests {

	private static final GoldenSample SAMPLE = GoldenSample.of(EventType.ARTICLE_VIEWED);

	@ParameterizedTest
	@ValueSource(strings = { "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "ce_subject",
			"ce_dataschema", "content-type" })
	void whatMayBeMissingAndWhatMustHaveAValueIsWhatTheSdkSays(String header) {
		Headers without = SAMPLE.recordHeaders().remove(header);
		assertThat(isAccepted(without)).isEqualTo(isAcceptedBySdk(without));
		Headers withoutValue = SAMPLE.recordHeaders().remove(header).add(header, null);
		assertThat(isAccepted(withoutValue)).isEqualTo(isAcceptedBySdk(withoutValue));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"',
			value = { "ce_specversion,2.0", "ce_specversion,garbage", "ce_source,://", "ce_source,a b", "ce_source,/x",
					"ce_source,http://[", "ce_dataschema,a b", "ce_dataschema,x.json", "ce_time,yesterday",
					"ce_time,2026-02-30T00:00:00Z", "ce_time,2026-02-28T00:00:00", "ce_time,2026-02-28T00:00:00+07:00",
					"ce_traceparent,00", "ce_trace-parent,00", "ce_TraceParent,00", "ce_aNameOfMoreThanTwentyLetters,x",
					"ce_,x", "ce,x", "other,x", "content-type,text/plain", "content-type,application/cloudevents+json",
					"content-type,application/cloudevents-batch+json" })
	void valuesAndFurtherAttributesAreTakenOrRefusedAsTheSdkDoes(String header, String value) {
		Headers headers = SAMPLE.recordHeaders().remove(header).add(header, value.getBytes(StandardCharsets.UTF_8));
		assertThat(isAccepted(headers)).isEqualTo(isAcceptedBySdk(headers));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ce_source", "ce_dataschema", "ce_time" })
	void theLastOfTwoHeadersDoesNotHideAnUnreadableFirst(String header) {
		Headers headers = SAMPLE.recordHeaders();
		byte[] right = headers.lastHeader(header).value();
		headers.remove(header).add(header, "a b".getBytes(StandardCharsets.UTF_8)).add(header, right);
		assertThat(isAccepted(headers)).isEqualTo(isAcceptedBySdk(headers)).isFalse();
	}

	@Test
	void theLastOfTwoTypesCounts() throws Exception {
		Headers headers = SAMPLE.recordHeaders().add("ce_type", "another".getBytes(StandardCharsets.UTF_8));
		assertThat(CloudEventHeaders.type(headers)).isEqualTo("another");
	}

	@Test
	void anEarlierVersionOfTheSpecificationIsRefused() {
		Headers headers = SAMPLE.recordHeaders()
			.remove("ce_specversion")
			.add("ce_specversion", "0.3".getBytes(StandardCharsets.UTF_8));
		assertThatExceptionOfType(UnreadableEventException.class).isThrownBy(() -> CloudEventHeaders.type(headers));
	}

	@ParameterizedTest
	@EnumSource(EventType.class)
	void theSdkReadsInWhatWeWriteTheEventsOwnAttributes(EventType type) throws Exception {
		Event event = GoldenSample.of(type).event();
		ProducerRecord<String, byte[]> record = new EventCodec("tests").write(event);
		CloudEvent read = KafkaMessageFactory.createReader(record.headers(), record.value()).toEvent();
		assertThat(read.getType()).isEqualTo(type.wireName());
		assertThat(read.getId()).isEqualTo(event.eventId());
		assertThat(read.getSubject()).isEqualTo(event.subject());
		assertThat(read.getTime()).isEqualTo(event.time());
		assertThat(read.getSource()).hasToString("/tests");
		assertThat(read.getDataContentType()).isEqualTo("application/json");
		assertThat(Objects.requireNonNull(read.getData()).toBytes()).isEqualTo(record.value());
	}

	private static boolean isAccepted(Headers headers) {
		try {
			return !CloudEventHeaders.type(headers).isEmpty();
		}
		catch (UnreadableEventException ex) {
			return false;
		}
	}

	private static boolean isAcceptedBySdk(Headers headers) {
		return type(headers) != null;
	}

	private static @Nullable String type(Headers headers) {
		try {
			MessageReader reader = KafkaMessageFactory.createReader(headers, SAMPLE.recordValue());
			return reader.toEvent().getType();
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

}
