package io.broadsheet.ingest.imports.ndjson;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.broadsheet.ingest.imports.item.ImportItem;
import io.broadsheet.ingest.imports.item.Intake;
import io.broadsheet.ingest.problem.FieldError;
import jakarta.validation.Validator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = DraftLinesTests.StrictJson.class,
		properties = { "spring.config.name=ingest-service" })
class DraftLinesTests {

	private static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");

	private static final int LONGEST = 1024 * 1024;

	private static final String DRAFT = """
			{"externalId": "%s", "headline": "Tàu điện số %s", "language": "vi", "section": "giao-thong"}""";

	@Autowired
	private JsonMapper json;

	@Autowired
	private Validator validator;

	private DraftLines lines;

	@BeforeEach
	void createReader() {
		this.lines = new DraftLines(this.json, new Intake(this.validator, Clock.fixed(NOW, ZoneOffset.UTC)),
				Schedulers.immediate(), LONGEST);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 7, 100, 100_000 })
	void aDocumentIsReadWhateverThePiecesThatItComesIn(int size) {
		String document = "\n  \r\n" + draft("a") + "\r\n\n" + draft("b") + "\n" + draft("c");
		List<ImportItem> items = read(document.getBytes(StandardCharsets.UTF_8), size);
		assertThat(items).extracting(ImportItem::externalId).containsExactly("a", "b", "c");
		assertThat(items).extracting(ImportItem::index).containsExactly(0L, 1L, 2L);
		assertThat(items).allSatisfy((item) -> assertThat(((ImportItem.Ready) item).content().headline())
			.isEqualTo("Tàu điện số " + item.externalId()));
	}

	@Test
	void anEmptyDocumentHasNoItems() {
		assertThat(read(new byte[0], 1)).isEmpty();
		assertThat(read("\n \n".getBytes(StandardCharsets.UTF_8), 1)).isEmpty();
	}

	@Test
	void aByteOrderMarkBeforeTheFirstLineIsNoPartOfIt() {
		assertThat(read("\uFEFF" + draft("a"))).hasOnlyElementsOfType(ImportItem.Ready.class);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{                                                                                      |              | is not JSON
					{} {}                                                                                  |              | must be one draft
					7                                                                                      |              | must be a draft
					null                                                                                   |              | must be a draft
					[]                                                                                     |              | must be a draft
					{"headline":"a","language":"en","section":"a"}                                         | /externalId  | is required in an import
					{"externalId":"","headline":"a","language":"en","section":"a"}                         | /externalId  | must have
					{"externalId":"1","language":"en","section":"a"}                                       | /headline    | required
					{"externalId":"1","headline":"<b>a</b>","language":"en","section":"a"}                 | /headline    | plain text
					{"externalId":"1","headline":7,"language":"en","section":"a"}                          | /headline    | type
					{"externalId":"1","headlin":"a","language":"en","section":"a"}                         | /headlin     | known
					{"externalId":"1","headline":"a","language":"en","section":"A b"}                      | /section     | hyphens
					{"externalId":"1","headline":"a","language":"en","section":"a","tags":["b","C"]}       | /tags/1      | hyphens
					{"externalId":"1","headline":"a","language":"en","section":"a","images":[{"url":"x"}]} | /images/0/url | http
					{"externalId":"1","headline":"a","language":"en","section":"a","publishedAt":"2999-01-01T00:00:00Z"} | /publishedAt | future
					{"externalId":"1","headline":"a","language":"en","section":"a","publishedAt":"2020-01-01"} | /publishedAt | offset
					{"externalId":"1","headline":"a","language":"en","section":"a","correction":"b"}       | /correction  | revision
					{"externalId":"1","headline":"a","language":"en","section":"a","id":"b"}               | /id          | another
					""")
	void aLineThatIsNoDraftCostsThatLineAloneAndNamesTheField(String line, String pointer, String detail) {
		List<ImportItem> items = read(draft("before") + "\n" + line + "\n" + draft("after"));
		assertThat(items).hasSize(3);
		assertThat(items.get(0)).isInstanceOf(ImportItem.Ready.class);
		assertThat(items.get(2)).isInstanceOf(ImportItem.Ready.class);
		assertThat(errors(items.get(1))).hasSize(1);
		assertThat(errors(items.get(1)).get(0).pointer()).isEqualTo((pointer != null) ? pointer : "");
		assertThat(errors(items.get(1)).get(0).detail()).contains(detail);
	}

	@Test
	void theVersionOfALineIsWhenItWasUpdatedIfItTellsThat() {
		String line = draft("a").replaceFirst("\\{", "{\"updatedAt\": \"2026-03-01T10:00:00+07:00\", ");
		assertThat(((ImportItem.Ready) read(line).get(0)).versionAt()).isEqualTo("2026-03-01T03:00:00Z");
		assertThat(((ImportItem.Ready) read(line.replace("2026-03-01", "soon")).get(0)).versionAt()).isNull();
		assertThat(((ImportItem.Ready) read(draft("a")).get(0)).versionAt()).isNull();
	}

	@Test
	void aLineThatIsRejectedIsKnownByItsExternalIdIfItHasOne() {
		assertThat(read("{\"externalId\":\"x\",\"headlin\":\"a\"}").get(0).externalId()).isEqualTo("x");
	}

	@Test
	void aLineOfTwoMebibytesBetweenTwoGoodOnesIsRejectedAndNeverHeld() {
		byte[] document = (draft("a") + "\n" + " ".repeat(2 * LONGEST) + "x".repeat(2 * LONGEST) + "\n" + draft("b"))
			.getBytes(StandardCharsets.UTF_8);
		List<ImportItem> items = read(document, 8192);
		assertThat(items).extracting(ImportItem::externalId).containsExactly("a", null, "b");
		assertThat(errors(items.get(1))).containsExactly(new FieldError("", "is longer than 1048576 bytes"));
	}

	@Test
	void aLineOfExactlyTheLongestIsReadAndOneByteMoreIsNot() {
		String draft = draft("a");
		String longest = draft.substring(0, draft.length() - 1)
				+ " ".repeat(LONGEST - draft.getBytes(StandardCharsets.UTF_8).length) + "}";
		assertThat(read(longest).get(0)).isInstanceOf(ImportItem.Ready.class);
		assertThat(read(longest + " ").get(0)).isInstanceOf(ImportItem.Unusable.class);
	}

	@Test
	void aLineThatIsNotUtf8CostsThatLineAlone() {
		ByteArrayOutputStream document = new ByteArrayOutputStream();
		document.writeBytes((draft("a") + "\n").getBytes(StandardCharsets.UTF_8));
		document.writeBytes((draft("đ") + "\n").getBytes(StandardCharsets.UTF_16LE));
		document.writeBytes(draft("x\u00E9").getBytes(StandardCharsets.ISO_8859_1));
		document.writeBytes(("\n" + draft("b")).getBytes(StandardCharsets.UTF_8));
		List<ImportItem> items = read(document.toByteArray(), 64);
		assertThat(items.get(0)).isInstanceOf(ImportItem.Ready.class);
		assertThat(errors(items.get(2))).containsExactly(new FieldError("", "is not UTF-8"));
		assertThat(items.get(items.size() - 1).externalId()).isEqualTo("b");
		assertThat(items).filteredOn(ImportItem.Ready.class::isInstance).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "{\"a\":" })
	void aLineThatIsNestedTooDeeplyIsRejected(String opening) {
		String line = opening.repeat(100_000);
		assertThat(errors(read(line).get(0)).get(0).detail()).startsWith("is not JSON");
	}

	@Test
	void aHugeNumberIsRejected() {
		String line = "{\"externalId\":\"a\",\"headline\":\"a\",\"language\":\"en\",\"section\":\"a\",\"images\":[{\"url\":"
				+ "\"https://a.example\",\"width\":" + "9".repeat(500_000) + "}]}";
		assertThat(errors(read(line).get(0))).hasSize(1);
		String exponent = line.replaceFirst("9{500000}", "1e999999999");
		assertThat(errors(read(exponent).get(0))).hasSize(1);
	}

	@Test
	void aTimeAheadIsLeftToTheLedger() {
		ImportItem item = read(draft("a").replace("}", ", \"publishAt\": \"2026-03-02T00:00:00+07:00\"}")).get(0);
		assertThat(((ImportItem.Ready) item).publishAt()).isEqualTo("2026-03-02T00:00:00+07:00");
	}

	@Test
	void noMoreOfADocumentIsAskedForThanIsRead() {
		AtomicLong pulled = new AtomicLong();
		Flux<DataBuffer> endless = Flux.generate((sink) -> {
			pulled.incrementAndGet();
			sink.next(buffer((draft("a") + "\n").getBytes(StandardCharsets.UTF_8)));
		});
		StepVerifier.create(this.lines.read(endless.hide()), 10)
			.expectNextCount(10)
			.then(() -> assertThat(pulled.get()).isLessThan(20))
			.thenCancel()
			.verify();
	}

	private List<ImportItem> read(String document) {
		return read(document.getBytes(StandardCharsets.UTF_8), 4096);
	}

	private List<ImportItem> read(byte[] document, int size) {
		List<DataBuffer> pieces = new ArrayList<>();
		for (int start = 0; start < document.length; start += size) {
			pieces.add(buffer(java.util.Arrays.copyOfRange(document, start, Math.min(document.length, start + size))));
		}
		return this.lines.read(Flux.fromIterable(pieces)).collectList().block();
	}

	private static DataBuffer buffer(byte[] bytes) {
		return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
	}

	private static List<FieldError> errors(ImportItem item) {
		assertThat(item).isInstanceOf(ImportItem.Unusable.class);
		return ((ImportItem.Unusable) item).errors();
	}

	private static String draft(String externalId) {
		return DRAFT.formatted(externalId, externalId);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ JacksonAutoConfiguration.class, ValidationAutoConfiguration.class })
	@ComponentScan("io.broadsheet.ingest.json")
	static class StrictJson {

	}

}
