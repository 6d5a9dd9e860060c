package io.broadsheet.catalog.entry;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.broadsheet.catalog.Articles;
import io.broadsheet.events.Article;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleWithdrawn;
import io.broadsheet.events.Author;
import io.broadsheet.events.Correction;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.EventJson;
import io.broadsheet.events.Image;
import io.broadsheet.events.Source;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What entries look like as documents.
 */
class EntryDocumentsTests {

	private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");

	private final EntryDocuments documents = new EntryDocuments(HANOI);

	@Test
	void whatIsSearchedForFollowsFromTheArticle() {
		Document document = StoredDocuments.of(this.documents, new CatalogEntry.Published(
				article("zh-Hant-TW", List.of("tram", "city-hall", "tram"), "Linh Đỗ", "ÅSA Strauß", "linh  do")));
		assertThat(document.getList("authorKeys", String.class)).containsExactly("linh do", "asa strauss");
		assertThat(document.getList("languageRanges", String.class)).containsExactly("zh", "zh-hant", "zh-hant-tw");
		assertThat(document.getString("tagLine")).isEqualTo("city-hall tram");
		assertThat(document.getString("publishedDay")).isEqualTo("2026-03-01");
	}

	@Test
	void aWithdrawnArticleIsNotSearchedFor() {
		Document document = StoredDocuments.of(this.documents, new CatalogEntry.Withdrawn(Articles.withdrawn("a", 2)));
		assertThat(document).doesNotContainKeys("authorKeys", "languageRanges", "tagLine");
	}

	@Test
	void aDocumentHasWhatTheJsonOfItsArticleHas() {
		for (Article article : List.of(article("en", List.of()), fullArticle())) {
			Document document = StoredDocuments.of(this.documents, new CatalogEntry.Published(article));
			assertHasFieldsOf(article, document);
		}
	}

	@Test
	void aDocumentHasWhatTheJsonOfItsWithdrawalHas() {
		ArticleWithdrawn withdrawal = Articles.withdrawn("a", 2);
		Document document = StoredDocuments.of(this.documents, new CatalogEntry.Withdrawn(withdrawal));
		assertHasFieldsOf(withdrawal, document);
	}

	@Test
	void whatIsWrittenIsRead() {
		CatalogEntry entry = new CatalogEntry.Published(fullArticle());
		assertThat(this.documents.read(StoredDocuments.of(this.documents, entry))).isEqualTo(entry);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Tram", "Zoë 市 🚋", "a\u0000b" })
	void theBytesAreThoseThatTheDriverWouldWrite(String dateline) {
		Article like = fullArticle();
		Article article = new Article(like.id(), like.externalId(), like.revision(), like.slug(), like.aliases(),
				like.url(), like.headline(), like.summary(), dateline.repeat(3000), like.language(), like.section(),
				like.tags(), like.authors(), dateline, like.images(), like.publishedAt(), like.updatedAt(),
				like.corrections(), like.source(), like.rankable());
		CatalogEntry entry = new CatalogEntry.Published(article);
		Document document = StoredDocuments.of(this.documents, entry);
		assertThat(document.getString("dateline")).isEqualTo(dateline);
		assertThat(this.documents.encode(entry).getByteBuffer().asNIO())
			.isEqualTo(new RawBsonDocument(document, new DocumentCodec()).getByteBuffer().asNIO());
	}

	@Test
	void aReplayWritesTheSameBytes() throws Exception {
		EventCodec codec = new EventCodec("ingest-service");
		var record = codec.write(new ArticlePublished(article("en-GB", List.of("b", "a"), "Zoë", "Ana")));
		byte[] before = bytes(codec, record);
		assertThat(bytes(codec, record)).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource({ "Linh Đỗ,linh do", "ĐỖ LINH,do linh", "' Zoë\tde  Ruyter ',zoe de ruyter",
			"Łukasz Ørsted,lukasz orsted", "Strauß,STRAUSS", "İpek Işık,ipek isik", "ΆΛΦΑ,αλφα", "Ёлкин,елкин",
			"O’Brien,o’brien", "ﬁona,fiona", "Nguyễn Thị Ánh,nguyen thi anh", "Nguye\u0302\u0303n,Nguyễn" })
	void namesThatAreTypedDifferentlyFoldToOne(String name, String other) {
		assertThat(FoldedName.of(name)).isEqualTo(FoldedName.of(other)).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "Linh Do,Linh Da", "AB,A B", "कि,की", "가,나" })
	void namesThatAreNotTheSameStayApart(String name, String other) {
		assertThat(FoldedName.of(name)).isNotEqualTo(FoldedName.of(other));
	}

	private byte[] bytes(EventCodec codec, ProducerRecord<String, byte[]> record) throws Exception {
		ArticlePublished event = (ArticlePublished) codec.read(record.headers(), record.value()).orElseThrow();
		RawBsonDocument raw = new RawBsonDocument(StoredDocuments.of(this.documents, CatalogEntry.of(event)),
				new DocumentCodec());
		return raw.getByteBuffer().array();
	}

	/** Holds the fields of an event's JSON against a document, whose times are dates. */
	private static void assertHasFieldsOf(Object event, Document document) {
		Map<String, Object> fields = new LinkedHashMap<>(document);
		fields.put("id", document.get("_id"));
		fields.replaceAll((name, value) -> (value instanceof Date date)
				? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date.toInstant().atZone(HANOI)) : value);
		JsonMapper json = EventJson.mapper();
		JsonNode expected = json.readTree(json.writeValueAsBytes(event));
		JsonNode actual = json.readTree(json.writeValueAsBytes(fields));
		expected.propertyNames().forEach((name) -> assertThat(actual.get(name)).as(name).isEqualTo(expected.get(name)));
	}

	private static Article fullArticle() {
		Article like = Articles.article("a", 1);
		return new Article("a", "wire/1", 3, "new", List.of("old", "older"), like.url(), like.headline(), "Standfirst",
				like.body(), "en", like.section(), List.of("tram"), List.of(new Author("Zoë"), new Author("Ana")),
				"Hanoi",
				List.of(new Image("https://paper.example/1.jpg", "Caption", "Credit", "Alt", "en", 1200, 800),
						new Image("https://paper.example/2.jpg", null, null, null, null, null, null)),
				like.publishedAt(), like.updatedAt(), List.of(new Correction(like.updatedAt(), "A name was wrong.")),
				new Source("Agency", "https://agency.example"), true);
	}

	private static Article article(String language, List<String> tags, String... authors) {
		Article like = Articles.article("a", 1);
		return new Article("a", null, 1, like.slug(), List.of(), like.url(), like.headline(), null, like.body(),
				language, like.section(), tags, List.of(authors).stream().map(Author::new).toList(), null, List.of(),
				like.publishedAt(), like.updatedAt(), List.of(), null, true);
	}

}
