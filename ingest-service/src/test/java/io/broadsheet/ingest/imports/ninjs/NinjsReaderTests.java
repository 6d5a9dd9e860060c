package io.broadsheet.ingest.imports.ninjs;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import io.broadsheet.events.Author;
import io.broadsheet.events.Image;
import io.broadsheet.ingest.imports.item.ImportDefaults;
import io.broadsheet.ingest.imports.item.ImportItem;
import io.broadsheet.ingest.imports.item.Intake;
import io.broadsheet.ingest.imports.item.UnreadableDocumentException;
import io.broadsheet.ingest.ledger.ArticleContent;
import io.broadsheet.ingest.ledger.Command.SourceStatus;
import io.broadsheet.ingest.problem.FieldError;
import jakarta.validation.Validation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NinjsReaderTests {

	private static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");

	private static final ImportDefaults DEFAULTS = new ImportDefaults("world", "en");

	private final NinjsReader reader = new NinjsReader(JsonMapper.builder().build(),
			new Intake(Validation.buildDefaultValidatorFactory().getValidator(), Clock.fixed(NOW, ZoneOffset.UTC)));

	@Test
	void anItemBecomesAnArticleWithAllThatItTells() {
		ImportItem.Ready item = ready(
				"""
						{
						  "uri": "urn:newsml:agency.example:20260301:17",
						  "standard": {"name": "ninjs", "version": "3.0"},
						  "type": "composite", "representationType": "full", "profile": "text-photo", "urgency": 3,
						  "pubStatus": "usable", "language": "vi",
						  "firstCreated": "2026-02-28T08:00:00+07:00", "versionCreated": "2026-03-01T09:00:00+07:00",
						  "headlines": [{"role": "short", "value": "Cầu mới"},
						    {"role": "main", "value": "Cầu Đông Trù thông xe"}],
						  "descriptions": [{"role": "caption", "value": "no"},
						    {"role": "summary", "contentType": "text/html", "value": "<p>Hai chiều, <b>từ sáng</b>.</p>"}],
						  "bodies": [{"role": "main", "contentType": "text/plain", "value": "Plain"},
						    {"role": "rich", "contentType": "text/html; charset=utf-8", "value": "<p onclick='x'>Đoạn một</p>"}],
						  "by": "By Nguyễn An", "people": [{"name": "Trần Bình", "rel": "about"}],
						  "located": "Hà Nội",
						  "subjects": [{"name": "Giao thông", "uri": "http://cv.example/1"}, {"name": "Đường bộ"}],
						  "infoSources": [{"name": "Thông tấn xã Sông Hồng", "role": "originator"}],
						  "copyrightHolder": "Somebody else",
						  "associations": [
						    {"name": "map", "uri": "urn:m", "type": "video"},
						    {"name": "main", "uri": "urn:p", "type": "picture", "creditLine": "Lê Cường / SH", "by": "Lê Cường",
						      "descriptions": [{"role": "altText", "value": "Một cây cầu"},
						        {"role": "caption", "value": "Cầu lúc <i>bình minh</i>"}],
						      "renditions": [
						        {"name": "original", "href": "https://p.example/o.tif", "contentType": "image/tiff", "width": 9000, "height": 6000},
						        {"name": "thumbnail", "href": "https://p.example/t.jpg", "contentType": "image/jpeg", "width": 150, "height": 100},
						        {"name": "main", "href": "https://p.example/m.jpg", "contentType": "image/jpeg", "width": 1500.0, "height": 1000},
						        {"name": "ftp", "href": "ftp://p.example/f.jpg", "contentType": "image/jpeg", "width": 8000}]},
						    {"name": "stopped", "uri": "urn:q", "type": "picture", "pubStatus": "withheld",
						      "renditions": [{"name": "main", "href": "https://p.example/q.jpg"}]}],
						  "extension": {"anything": [1, 2]}
						}""");
		ArticleContent article = item.content();
		assertThat(item.status()).isEqualTo(SourceStatus.USABLE);
		assertThat(item.externalId()).isEqualTo("urn:newsml:agency.example:20260301:17");
		assertThat(article.headline()).isEqualTo("Cầu Đông Trù thông xe");
		assertThat(article.summary()).isEqualTo("Hai chiều, từ sáng.");
		assertThat(article.body()).isEqualTo("<p>Đoạn một</p>");
		assertThat(article.language()).isEqualTo("vi");
		assertThat(article.section()).isEqualTo("giao-thong");
		assertThat(article.tags()).containsExactly("giao-thong", "duong-bo");
		assertThat(article.authors()).containsExactly(new Author("Nguyễn An"));
		assertThat(article.dateline()).isEqualTo("Hà Nội");
		assertThat(article.images()).containsExactly(new Image("https://p.example/m.jpg", "Cầu lúc bình minh",
				"Lê Cường / SH", "Một cây cầu", null, 1500, 1000));
		assertThat(article.publishedAt()).isEqualTo("2026-02-28T08:00:00+07:00");
		assertThat(article.source().name()).isEqualTo("Thông tấn xã Sông Hồng");
		assertThat(item.publishAt()).isNull();
		assertThat(item.versionAt()).isEqualTo("2026-03-01T09:00:00+07:00");
		assertThat(item.removedMarkup()).containsExactly("p@onclick");
	}

	@ParameterizedTest
	@CsvSource({ "'', '', true", "2026-02-01T09:00:00Z, 2026-02-01T10:00:00+01:00, true",
			"'', 2026-02-01T09:00:00Z, true", "2026-02-01T09:00:00Z, 2026-02-01T08:00:00Z, false" })
	void aTextBesideItsKillIsOnlyReadIfItIsOfAnotherVersion(String text, String kill, boolean takenBack) {
		String document = "[" + versioned("usable", text) + "," + versioned("canceled", kill) + ","
				+ versioned("usable", text) + "]";
		List<ImportItem> items = this.reader.read(document.getBytes(StandardCharsets.UTF_8), DEFAULTS);
		assertThat(items.get(1)).isInstanceOf(ImportItem.Ready.class);
		assertThat(List.of(items.get(0), items.get(2)))
			.allSatisfy((item) -> assertThat(item instanceof ImportItem.Unusable unusable
					&& unusable.errors().get(0).detail().equals("is taken back by item 1"))
				.isEqualTo(takenBack));
	}

	@ParameterizedTest
	@ValueSource(strings = { "usable", "withheld", "canceled" })
	void aVersionOfTomorrowIsNone(String status) {
		String document = versioned(status, NOW.plusSeconds(301).toString());
		ImportItem item = this.reader.read(document.getBytes(StandardCharsets.UTF_8), DEFAULTS).get(0);
		assertThat(((ImportItem.Ready) item).versionAt()).isNull();
		item = this.reader
			.read(versioned(status, NOW.plusSeconds(299).toString()).getBytes(StandardCharsets.UTF_8), DEFAULTS)
			.get(0);
		assertThat(((ImportItem.Ready) item).versionAt()).isNotNull();
	}

	private static String versioned(String status, String version) {
		return """
				{"uri": "urn:1", "pubStatus": "%s", "versionCreated": "%s", "language": "en",
				"headlines": [{"value": "One"}]}""".formatted(status, version);
	}

	@Test
	void plainTextBecomesParagraphsWithoutMarkup() {
		assertThat(content("\"bodies\": [{\"value\": \"x\", \"contentType\": \"text/plain\"}]").body())
			.isEqualTo("<p>x</p>");
		assertThat(content("""
				"bodies": [{"contentType": "text/plain", "value": "1 < 2 <script>\\n\\nTwo"}]""").body())
			.isEqualTo("<p>1 &lt; 2 &lt;script&gt;</p>\n<p>Two</p>");
		assertThat(content("\"bodies\": [{\"value\": \"<nitf/>\", \"contentType\": \"application/nitf+xml\"}]").body())
			.isEmpty();
	}

	@Test
	void aBodyThatDoesNotSayWhatItIsMayBeHtml() {
		assertThat(content("\"bodies\": [{\"value\": \"<p>x</p>\"}]").body()).isEqualTo("<p>x</p>");
		assertThat(content("\"bodies\": [{\"value\": \"x & y\"}]").body()).isEqualTo("<p>x &amp; y</p>");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"by": "An", "people": [{"name": "Bình", "rel": "author"}, {"name": "Cường", "role": "author"}] | Bình, Cường
			"by": "An", "bylines": [{"by": "by Dũng"}]                                                     | Dũng
			"by": "An và Bình"                                                                             | An và Bình
			"people": [{"name": "An", "rel": "about"}]                                                     |
			""")
	void theBylineIsTheAuthorsElseWhatByTells(String properties, String names) {
		List<String> authors = content(properties).authors().stream().map(Author::name).toList();
		assertThat(String.join(", ", authors)).isEqualTo((names != null) ? names : "");
	}

	@Test
	void anEmbargoOfTheFutureIsWhenItIsPublished() {
		ImportItem.Ready item = ready(minimal("""
				"firstCreated": "2026-02-28T00:00:00Z", "embargoedUntil": "2026-03-01T03:00:01Z\""""));
		assertThat(item.publishAt()).isEqualTo("2026-03-01T03:00:01Z");
		assertThat(item.content().publishedAt()).isNull();
	}

	@Test
	void anEmbargoThatIsOverIsWhenReadersCouldFirstSeeIt() {
		ImportItem.Ready item = ready(minimal("""
				"firstCreated": "2026-02-28T00:00:00Z", "embargoed": "2026-03-01T03:00:00Z\""""));
		assertThat(item.publishAt()).isNull();
		assertThat(item.content().publishedAt()).isEqualTo("2026-03-01T03:00:00Z");
	}

	@Test
	void anEmbargoThatCantBeReadIsNotOverlooked() {
		assertThat(errors(minimal("\"embargoedUntil\": \"tomorrow\""))).extracting(FieldError::pointer)
			.containsExactly("/publishAt");
	}

	@ParameterizedTest
	@CsvSource({ "withheld, WITHHELD", "canceled, CANCELED" })
	void whatASourceTakesBackNeedsNothingButItsUri(String pubStatus, SourceStatus status) {
		ImportItem.Ready item = ready(
				"{\"uri\": \"urn:a\", \"pubStatus\": \"%s\", \"type\": \"picture\"}".formatted(pubStatus));
		assertThat(item.status()).isEqualTo(status);
		assertThat(item.externalId()).isEqualTo("urn:a");
		assertThat(errors("{\"pubStatus\": \"%s\"}".formatted(pubStatus))).extracting(FieldError::pointer)
			.containsExactly("/externalId");
	}

	@Test
	void whatCantBeUsedIsRejectedWithAllReasons() {
		List<ImportItem> items = this.reader.read(bytes("[{}, 7, {\"uri\": \"urn:a\", \"headline\": \"of ninjs 1\"}]"),
				ImportDefaults.NONE);
		assertThat(((ImportItem.Unusable) items.get(0)).errors()).extracting(FieldError::pointer)
			.containsExactly("/externalId", "/headline", "/language", "/section");
		assertThat(((ImportItem.Unusable) items.get(1)).errors()).extracting(FieldError::pointer).containsExactly("");
		assertThat(items.get(2).externalId()).isEqualTo("urn:a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"type\": \"video\"", "\"type\": 7", "\"representationType\": \"partial\"",
			"\"pubStatus\": \"embargoed\"" })
	void whatIsNoWholeArticleIsRejected(String property) {
		assertThat(errors(minimal(property))).extracting(FieldError::pointer).containsExactly("");
	}

	@Test
	void defaultsAreForItemsThatTellNone() {
		ArticleContent article = content("\"subjects\": []");
		assertThat(article.section()).isEqualTo("world");
		assertThat(article.language()).isEqualTo("en");
		assertThat(content("\"subjects\": [{\"literal\": \"Sport\"}], \"language\": \"nb\"").section())
			.isEqualTo("sport");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "7", "\"x\"", "{", "[{}", "{} {}", "null" })
	void whatIsNoNinjsDocumentIsRefused(String document) {
		assertThatExceptionOfType(UnreadableDocumentException.class)
			.isThrownBy(() -> this.reader.read(bytes(document), DEFAULTS));
	}

	@Test
	void aDocumentThatIsNestedTooDeeplyOrNotUtf8IsRefused() {
		assertThatExceptionOfType(UnreadableDocumentException.class)
			.isThrownBy(() -> this.reader.read(bytes("[".repeat(1_000_000)), DEFAULTS));
		assertThatExceptionOfType(UnreadableDocumentException.class)
			.isThrownBy(() -> this.reader.read("{\"uri\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1), DEFAULTS))
			.withMessageContaining("UTF-8");
	}

	private ArticleContent content(String properties) {
		return ready(minimal(properties)).content();
	}

	private ImportItem.Ready ready(String document) {
		List<ImportItem> items = this.reader.read(bytes(document), DEFAULTS);
		assertThat(items).hasSize(1).first().isInstanceOf(ImportItem.Ready.class);
		return (ImportItem.Ready) items.get(0);
	}

	private List<FieldError> errors(String document) {
		List<ImportItem> items = this.reader.read(bytes(document), DEFAULTS);
		assertThat(items).hasSize(1).first().isInstanceOf(ImportItem.Unusable.class);
		return ((ImportItem.Unusable) items.get(0)).errors();
	}

	private static String minimal(String properties) {
		return "{\"uri\": \"urn:a\", \"headlines\": [{\"value\": \"a\"}], " + properties + "}";
	}

	private static byte[] bytes(String document) {
		return document.getBytes(StandardCharsets.UTF_8);
	}

}
