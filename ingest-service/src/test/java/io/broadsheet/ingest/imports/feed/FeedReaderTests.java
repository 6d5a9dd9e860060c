package io.broadsheet.ingest.imports.feed;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import io.broadsheet.events.Author;
import io.broadsheet.events.Image;
import io.broadsheet.ingest.imports.item.ImportDefaults;
import io.broadsheet.ingest.imports.item.ImportItem;
import io.broadsheet.ingest.imports.item.Intake;
import io.broadsheet.ingest.imports.item.UnreadableDocumentException;
import io.broadsheet.ingest.ledger.ArticleContent;
import io.broadsheet.ingest.problem.FieldError;
import jakarta.validation.Validation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FeedReaderTests {

	private static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");

	private static final ImportDefaults DEFAULTS = new ImportDefaults("world", "en");

	private static final String RSS = """
			<?xml version="1.0" encoding="UTF-8"?>
			<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
				xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
			<channel><title>Báo Sông Hồng</title><link>https://red-river.example/</link><description>d</description>
			<language>vi</language>%s</channel></rss>""";

	private static final String ATOM = """
			<?xml version="1.0" encoding="UTF-8"?>
			<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nb">
			<id>tag:fjord.example,2026:feed</id><title>Fjordavisa</title><updated>2026-03-01T02:00:00Z</updated>
			<link href="https://fjord.example/"/><author><name>Redaksjonen</name></author>%s</feed>""";

	private final FeedReader reader = new FeedReader(
			new Intake(Validation.buildDefaultValidatorFactory().getValidator(), Clock.fixed(NOW, ZoneOffset.UTC)));

	@Test
	void anRssItemBecomesAnArticleWithAllThatItTells() {
		ImportItem.Ready item = ready(RSS.formatted(
				"""
						<item>
							<title>Cầu Đông Trù &amp;amp; những &lt;b&gt;chuyến xe&lt;/b&gt; cuối</title>
							<link>https://red-river.example/cau-dong-tru</link>
							<guid isPermaLink="false">https://red-river.example/?p=17</guid>
							<description>&lt;p&gt;Chuyến cuối&lt;br/&gt;lúc nửa đêm.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description>
							<content:encoded><![CDATA[<p onclick="x()">Một đêm trên cầu.</p><script>alert(1)</script>]]></content:encoded>
							<dc:creator>Nguyễn Đức An</dc:creator>
							<category>Giao thông</category><category>Đường sắt</category><category>đường sắt</category>
							<pubDate>Sun, 01 Mar 2026 09:30:00 +0700</pubDate>
							<media:content url="https://red-river.example/a.jpg" medium="image" width="1200" height="800">
								<media:description>Cầu lúc &lt;i&gt;hoàng hôn&lt;/i&gt;</media:description>
								<media:credit role="photographer">Trần Thị Bình</media:credit>
							</media:content>
							<media:content url="https://red-river.example/a.mp4" medium="video"/>
							<enclosure url="https://red-river.example/b.png" type="image/png" length="1"/>
							<enclosure url="https://red-river.example/b.mp3" type="audio/mpeg" length="1"/>
						</item>"""));
		ArticleContent article = item.content();
		assertThat(item.externalId()).isEqualTo("https://red-river.example/?p=17");
		assertThat(article.externalId()).isEqualTo(item.externalId());
		assertThat(article.headline()).isEqualTo("Cầu Đông Trù & những chuyến xe cuối");
		assertThat(article.summary()).isEqualTo("Chuyến cuối lúc nửa đêm.");
		assertThat(article.body()).isEqualTo("<p>Một đêm trên cầu.</p>");
		assertThat(article.language()).isEqualTo("vi");
		assertThat(article.section()).isEqualTo("world");
		assertThat(article.tags()).containsExactly("giao-thong", "duong-sat");
		assertThat(article.authors()).containsExactly(new Author("Nguyễn Đức An"));
		assertThat(article.images()).containsExactly(new Image("https://red-river.example/a.jpg", "Cầu lúc hoàng hôn",
				"Trần Thị Bình", null, null, 1200, 800),
				new Image("https://red-river.example/b.png", null, null, null, null, null, null));
		assertThat(article.publishedAt()).isEqualTo("2026-03-01T02:30:00Z");
		assertThat(article.source().name()).isEqualTo("Báo Sông Hồng");
		assertThat(article.source().url()).isEqualTo("https://red-river.example/cau-dong-tru");
		assertThat(item.publishAt()).isNull();
	}

	@Test
	void anAtomEntryBecomesAnArticleWithAllThatItTells() {
		ImportItem.Ready item = ready(ATOM.formatted(
				"""
						<entry>
							<id>tag:fjord.example,2026:1</id><title type="html">Ferja &amp;amp; &lt;em&gt;toget&lt;/em&gt;</title>
							<link href="https://fjord.example/1"/><updated>2026-03-01T02:00:00Z</updated>
							<published>2026-02-28T02:00:00Z</published>
							<author><name>Kari Nordmann</name><email>kari@fjord.example</email></author>
							<author><name>Ola Nordmann</name></author>
							<category term="sam" label="Samferdsel"/><category term="Fjord"/>
							<summary>Kort &amp; godt: 3 &lt; 4</summary>
							<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Første <strong>avsnitt</strong></p></div></content>
							<link rel="enclosure" type="image/jpeg" href="https://fjord.example/1.jpg"/>
						</entry>"""));
		ArticleContent article = item.content();
		assertThat(item.externalId()).isEqualTo("tag:fjord.example,2026:1");
		assertThat(article.headline()).isEqualTo("Ferja & toget");
		assertThat(article.summary()).isEqualTo("Kort & godt: 3 < 4");
		assertThat(article.body()).contains("<p>Første <strong>avsnitt</strong></p>");
		assertThat(article.language()).isEqualTo("nb");
		assertThat(article.tags()).containsExactly("samferdsel", "fjord");
		assertThat(article.authors()).extracting(Author::name).containsExactly("Kari Nordmann", "Ola Nordmann");
		assertThat(article.images()).extracting(Image::url).containsExactly("https://fjord.example/1.jpg");
		assertThat(article.publishedAt()).isEqualTo("2026-02-28T02:00:00Z");
		assertThat(article.source().name()).isEqualTo("Fjordavisa");
		assertThat(article.source().url()).isEqualTo("https://fjord.example/1");
	}

	@Test
	void anAtomEntryOfPlainTextHasItsFeedsAuthorsAndItsLastUpdate() {
		ArticleContent article = ready(ATOM.formatted("""
				<entry><id>urn:uuid:1</id><title>a</title><updated>2026-03-01T01:00:00Z</updated>
				<content type="text">One &lt;i&gt; line

				Two</content></entry>""")).content();
		assertThat(article.body()).isEqualTo("<p>One &lt;i&gt; line</p>\n<p>Two</p>");
		assertThat(article.authors()).extracting(Author::name).containsExactly("Redaksjonen");
		assertThat(article.publishedAt()).isEqualTo("2026-03-01T01:00:00Z");
	}

	@Test
	void aTimeInTheFutureIsAnEmbargo() {
		ImportItem.Ready item = ready(rss("<guid>g</guid><pubDate>Sun, 01 Mar 2026 03:00:01 GMT</pubDate>"));
		assertThat(item.publishAt()).isEqualTo(OffsetDateTime.parse("2026-03-01T03:00:01Z"));
		assertThat(item.content().publishedAt()).isNull();
	}

	@Test
	void aTimeThatIsJustNowIsNoEmbargo() {
		ImportItem.Ready item = ready(rss("<guid>g</guid><pubDate>Sun, 01 Mar 2026 03:00:00 GMT</pubDate>"));
		assertThat(item.publishAt()).isNull();
		assertThat(item.content().publishedAt()).isEqualTo("2026-03-01T03:00:00Z");
	}

	@Test
	void aTimeThatCantBeReadIsNone() {
		assertThat(ready(rss("<guid>g</guid><pubDate>yesterday</pubDate>")).content().publishedAt()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			<guid>https://a.example/1</guid>                           | https://a.example/1
			<guid isPermaLink="false">urn:uuid:5</guid>                | urn:uuid:5
			<guid isPermaLink="false">123</guid>                       | https://red-river.example/#123
			<guid>123</guid><link>https://a.example/1</link>           | https://red-river.example/#123
			<link>https://a.example/1</link>                           | https://a.example/1
			""")
	void anItemIsKnownByWhatIsUniqueAmongAllFeeds(String elements, String externalId) {
		assertThat(ready(rss(elements)).externalId()).isEqualTo(externalId);
	}

	@Test
	void anIdThatIsTooLongIsKnownByItsHash() {
		String id = ready(rss("<guid>https://a.example/" + "x".repeat(200) + "</guid>")).externalId();
		assertThat(id).startsWith("urn:sha256:").hasSize(75);
		assertThat(ready(rss("<guid>https://a.example/" + "x".repeat(201) + "</guid>")).externalId()).isNotEqualTo(id);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			<author>an@red-river.example (Nguyễn An)</author>               | Nguyễn An
			<author>Nguyễn An</author>                                      | Nguyễn An
			<author>an@red-river.example</author>                           |
			<dc:creator>Bình</dc:creator><dc:creator>Cường</dc:creator>     | Bình, Cường
			""")
	void aBylineIsNamesWithoutMailAddresses(String elements, String names) {
		List<Author> authors = ready(rss("<guid>g</guid>" + elements)).content().authors();
		assertThat(String.join(", ", authors.stream().map(Author::name).toList()))
			.isEqualTo((names != null) ? names : "");
	}

	@Test
	void aGroupOfMediaIsOnePictureAndItsLargestSizeIsTaken() {
		List<Image> images = ready(rss("""
				<guid>g</guid><media:group><media:description>Of the group</media:description>
				<media:content url="https://a.example/s.jpg" type="image/jpeg" width="100"/>
				<media:content url="https://a.example/l.jpg" type="image/jpeg" width="900"/></media:group>
				<media:content url="https://a.example/x.webp?v=2"/><media:content url="https://a.example/page"/>
				<media:content url="file:///etc/passwd" medium="image"/>""")).content().images();
		assertThat(images).extracting(Image::url)
			.containsExactly("https://a.example/l.jpg", "https://a.example/x.webp?v=2");
		assertThat(images.get(0).caption()).isEqualTo("Of the group");
	}

	@Test
	void aThumbnailServesIfThereIsNoOtherPicture() {
		assertThat(ready(rss("<guid>g</guid><media:thumbnail url=\"https://a.example/t.jpg\" width=\"75\"/>")).content()
			.images()).extracting(Image::url).containsExactly("https://a.example/t.jpg");
	}

	@Test
	void aDescriptionAloneIsTheBodyAndItsBeginningTheSummary() {
		ArticleContent article = ready(
				rss("<guid>g</guid><description>" + "word &amp;amp; ".repeat(100) + "</description>"))
			.content();
		assertThat(article.body()).startsWith("<p>word &amp; word");
		assertThat(article.summary()).startsWith("word & word").endsWith("…").hasSizeBetween(280, 300);
	}

	@Test
	void whatAnItemLacksIsToldFieldByField() {
		ImportItem item = this.reader
			.read(bytes(RSS.replace("<language>vi</language>", "").formatted("<item/>")), null, ImportDefaults.NONE)
			.get(0);
		assertThat(item).isInstanceOf(ImportItem.Unusable.class);
		assertThat(((ImportItem.Unusable) item).errors()).extracting(FieldError::pointer)
			.containsExactly("/externalId", "/headline", "/language", "/section");
	}

	@Test
	void aBrokenItemCostsThatItemAlone() {
		List<ImportItem> items = this.reader.read(bytes(RSS.formatted("""
				<item><title>a</title><guid>1</guid></item>
				<item><title>%s</title><guid>2</guid></item>
				<item><title>c</title><guid>3</guid></item>""".formatted("x".repeat(301)))), null, DEFAULTS);
		assertThat(items).extracting(ImportItem::index).containsExactly(0L, 1L, 2L);
		assertThat(items.get(0)).isInstanceOf(ImportItem.Ready.class);
		assertThat(items.get(1)).isInstanceOfSatisfying(ImportItem.Unusable.class,
				(item) -> assertThat(item.errors()).extracting(FieldError::pointer).containsExactly("/headline"));
		assertThat(items.get(2)).isInstanceOf(ImportItem.Ready.class);
	}

	@Test
	void aFeedIsReadInTheEncodingThatItSays() {
		String feed = rss("<guid>g</guid><description>blåbær</description>").replace("UTF-8", "ISO-8859-1");
		ImportItem item = this.reader
			.read(feed.replace("Báo Sông Hồng", "Avis").getBytes(StandardCharsets.ISO_8859_1), null, DEFAULTS)
			.get(0);
		assertThat(((ImportItem.Ready) item).content().summary()).isEqualTo("blåbær");
	}

	@ParameterizedTest
	@CsvSource({ "application/rss+xml;charset=iso-8859-1, blåbær", "text/xml; charset=\"ISO-8859-1\", blåbær",
			"application/rss+xml, bl\uFFFDb\uFFFDr", "text/xml, bl\uFFFDb\uFFFDr",
			"application/rss+xml; charset=klingon, bl\uFFFDb\uFFFDr", "nonsense, bl\uFFFDb\uFFFDr" })
	void aFeedIsReadInTheEncodingOfItsContentTypeBeforeTheOneThatItSays(String contentType, String summary) {
		String feed = rss("<guid>g</guid><description>blåbær</description>").replace("Báo Sông Hồng", "Avis");
		ImportItem item = this.reader.read(feed.getBytes(StandardCharsets.ISO_8859_1), contentType, DEFAULTS).get(0);
		assertThat(((ImportItem.Ready) item).content().summary()).isEqualTo(summary);
	}

	@Test
	void theVersionOfAnEntryIsWhenItWasUpdated() {
		ImportItem entry = this.reader.read(bytes(ATOM.formatted("""
				<entry><id>urn:1</id><title>One</title><published>2026-02-01T10:00:00Z</published>
				<updated>2026-02-01T12:00:00+01:00</updated></entry>""")), null, DEFAULTS).get(0);
		assertThat(((ImportItem.Ready) entry).versionAt()).isEqualTo("2026-02-01T11:00:00Z");
		assertThat(ready(rss("<guid>g</guid><pubDate>Sun, 01 Feb 2026 10:00:00 GMT</pubDate>")).versionAt()).isNull();
	}

	@Test
	void anHtmlEntityThatXmlDoesNotKnowIsUnderstood() {
		assertThat(ready(rss("<guid>g</guid><description>a&nbsp;b&hellip;</description>")).content().summary())
			.isEqualTo("a b…");
	}

	@Test
	void anEntityThatNamesAFileIsRefusedAndTheFileIsNotRead(@TempDir Path folder) throws IOException {
		Path secret = Files.writeString(folder.resolve("secret"), "the secret");
		String feed = withDoctype("<!DOCTYPE rss [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>",
				rss("<guid>g</guid><description>&x;</description>"));
		assertRefused(feed).withMessageContaining("DOCTYPE").withMessageNotContaining("the secret");
	}

	@Test
	void anExternalDtdIsRefusedAndNotFetched() throws IOException {
		AtomicInteger fetched = new AtomicInteger();
		HttpServer server = HttpServer.create(new java.net.InetSocketAddress("localhost", 0), 0);
		server.createContext("/", (exchange) -> {
			fetched.incrementAndGet();
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		server.start();
		try {
			String dtd = "http://localhost:" + server.getAddress().getPort() + "/feed.dtd";
			assertRefused(withDoctype("<!DOCTYPE rss SYSTEM \"" + dtd + "\">", rss("<guid>g</guid>")));
			assertRefused(
					withDoctype("<!DOCTYPE rss [<!ENTITY % x SYSTEM \"" + dtd + "\"> %x;]>", rss("<guid>g</guid>")));
			assertThat(fetched).hasValue(0);
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void aBombOfEntitiesIsRefused() {
		StringBuilder doctype = new StringBuilder("<!DOCTYPE rss [<!ENTITY e0 \"ha\">");
		for (int level = 1; level <= 30; level++) {
			doctype.append("<!ENTITY e%d \"%s\">".formatted(level, ("&e" + (level - 1) + ";").repeat(10)));
		}
		assertRefused(withDoctype(doctype + "]>", rss("<guid>g</guid><description>&e30;</description>")))
			.withMessageContaining("DOCTYPE");
	}

	@Test
	void aDocumentThatIsNestedTooDeeplyIsRefused() {
		assertRefused(rss("<guid>g</guid>" + "<x>".repeat(100_000) + "</x>".repeat(100_000)));
		assertRefused(ATOM.formatted("<entry><id>a</id><title>a</title><content type=\"xhtml\">" + "<p>".repeat(100_000)
				+ "</p>".repeat(100_000) + "</content></entry>"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{}", "<rss", "<html><body/></html>", "<rss version='2.0'/>",
			"<rss version='2.0'><channel></rss>", "<feed/>" })
	void whatIsNoFeedIsRefused(String document) {
		assertRefused(document);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16LE", "UTF-16BE", "UTF-32" })
	void aDoctypeIsRefusedInEveryEncoding(String encoding) {
		String feed = withDoctype("<!DOCTYPE rss [<!ENTITY x \"y\">]>", rss("<guid>g</guid>")).replace("UTF-8",
				encoding);
		assertThatExceptionOfType(UnreadableDocumentException.class)
			.isThrownBy(() -> this.reader.read(feed.getBytes(Charset.forName(encoding)), null, DEFAULTS));
	}

	private org.assertj.core.api.ThrowableAssertAlternative<UnreadableDocumentException> assertRefused(
			String document) {
		return assertThatExceptionOfType(UnreadableDocumentException.class)
			.isThrownBy(() -> this.reader.read(bytes(document), null, DEFAULTS));
	}

	private ImportItem.Ready ready(String document) {
		List<ImportItem> items = this.reader.read(bytes(document), null, DEFAULTS);
		assertThat(items).hasSize(1).first().isInstanceOf(ImportItem.Ready.class);
		return (ImportItem.Ready) items.get(0);
	}

	private static String rss(String elements) {
		return RSS.formatted("<item><title>a</title>" + elements + "</item>");
	}

	private static String withDoctype(String doctype, String document) {
		return document.replace("?>", "?>" + doctype);
	}

	private static byte[] bytes(String document) {
		return document.getBytes(StandardCharsets.UTF_8);
	}

}
