package io.broadsheet.trending.intake;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;

import io.broadsheet.events.ArticleViewed;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.UnreadableEventException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Views are read as the codec reads them, once it has accepted one like them.
 */
class ViewReaderTests {

	private static final String AT = "2026-03-01T08:15:30.255+07:00";

	private final EventCodec codec = new EventCodec("ingest-service");

	private final ViewReader reader = new ViewReader(this.codec);

	private final ProducerRecord<String, byte[]> usual = this.codec
		.write(new ArticleViewed("a", "v", OffsetDateTime.parse(AT), "https://paper.example/"));

	@BeforeEach
	void acceptOne() throws UnreadableEventException {
		this.reader.read(this.usual.headers(), this.usual.value());
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-03-01T08:15:30.255+07:00", "2026-03-01T08:15:30Z", "2026-03-01T08:15:30.1Z",
			"2026-12-31T23:59:59.999999999-11:30", "2024-02-29T00:00:00+00:00", "+12026-03-01T08:15:30Z",
			"2026-03-01T08:15Z", "2026-03-01T08:15:30.Z" })
	void aViewIsReadAsTheCodecReadsIt(String at) throws UnreadableEventException {
		byte[] value = bytes("{\"articleId\":\"a\\u00e9\",\"visitor\":\"v\",\"at\":\"" + at + "\",\"new\":\"x\"}");
		Headers headers = headers(at);
		assertThat(this.reader.read(headers, value)).isEqualTo(this.codec.read(headers, value).orElseThrow());
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-02-29T08:15:30Z", "2026-03-01T24:15:30Z", "2026-03-01T08:15:30",
			"2026-03-01T08:15:30.1234567890Z", "2026-03-01T08:15:30+7", "2026-03-01 08:15:30Z", "2026-0x-01T08:15:30Z",
			"" })
	void whatIsNoTimeIsNotTakenForOne(String at) {
		byte[] value = bytes("{\"articleId\":\"a\",\"visitor\":\"v\",\"at\":\"" + at + "\"}");
		assertThatExceptionOfType(UnreadableEventException.class)
			.isThrownBy(() -> this.reader.read(headers(at), value));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"articleId\":\"a\",\"visitor\":\"v\",\"at\":\"2026-03-01T08:15:30.255+07:00\"} x",
			"{\"articleId\":\"a\",\"visitor\":\"v\",\"at\":\"2026-03-01T08:15:30.255+07:00\"",
			"{\"articleId\":\"a\",\"at\":\"2026-03-01T08:15:30.255+07:00\"}", "[]", "null", "" })
	void aBrokenValueIsRefusedThoughItsHeadersAreUsual(String value) {
		assertThatExceptionOfType(UnreadableEventException.class)
			.isThrownBy(() -> this.reader.read(this.usual.headers(), bytes(value)));
	}

	@Test
	void aHeaderThatIsMissingBrokenOrStrangeIsNoticed() {
		for (String name : List.of("ce_id", "ce_source", "ce_type", "ce_specversion")) {
			assertThatExceptionOfType(UnreadableEventException.class).as(name)
				.isThrownBy(() -> this.reader.read(new RecordHeaders(this.usual.headers()).remove(name),
						this.usual.value()));
		}
		assertThatExceptionOfType(UnreadableEventException.class)
			.isThrownBy(() -> this.reader.read(headers("noon"), this.usual.value()));
	}

	private Headers headers(String time) {
		return new RecordHeaders(this.usual.headers()).remove("ce_time").add("ce_time", bytes(time));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
