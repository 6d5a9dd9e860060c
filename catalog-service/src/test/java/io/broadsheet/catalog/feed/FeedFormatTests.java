package io.broadsheet.catalog.feed;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import io.broadsheet.events.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What feeds look like, read by others than who wrote them.
 */
class FeedFormatTests {

	private static final String ID = "0190b2e4-7a50-7cc3-98c4-dc0c0c07398f";

	private static final OffsetDateTime DAWN = OffsetDateTime.parse("2026-03-01T06:30:00+07:00");

	/** Vietnamese, a face, right-to-left, markup and what ends a CDATA section. */
	private static final String HEADLINE = "Phố cổ & <b>tram</b> ]]> \uD83D\uDE8B مرحبا\u200F \"it's\"";

	/**
	 * The same with what XML can't carry: controls, half a character, a non-character.
	 */
	private static final String DIRTY_HEADLINE = "\u0000Phố cổ\u0008 & <b>tram</b> ]]> \uD83D\uDE8B\uD83D"
			+ " مرحبا\u200F \"it's\"\uFFFE";

	@Test
	void anRssFeedKeepsTheRulesOfItsSpecification() {
		FeedRules.assertRss(rss(full(), bare()));
		FeedRules.assertRss(rss());
	}

	@Test
	void anRssItemTellsWhatAListShowsOfItsArticle() {
		Element item = Xml.children(Xml.only(rss(full()), "", "channel"), "", "item").get(0);
		assertThat(Xml.text(item, "", "guid")).isEqualTo(ID);
		assertThat(Xml.text(item, "", "title")).isEqualTo(HEADLINE);
		assertThat(Xml.text(item, "", "link")).isEqualTo("https://paper.example/articles/tram");
		assertThat(Xml.text(item, "", "description")).isEqualTo("The first  cars\nran at dawn.");
		assertThat(FeedRules.rfc822(Xml.text(item, "", "pubDate")).toInstant()).isEqualTo(DAWN.toInstant());
		assertThat(Xml.texts(item, "", "category")).containsExactly("transport", "tram");
		assertThat(Xml.texts(item, Xml.DUBLIN_CORE, "creator")).containsExactly("Linh Đỗ", "M. Reyes");
		assertThat(Xml.text(item, Xml.DUBLIN_CORE, "language")).isEqualTo("vi");
		Element media = Xml.only(item, Xml.MEDIA, "content");
		assertThat(media.getAttribute("url")).isEqualTo("https://paper.example/media/tram.svg?a=1&b=2");
		assertThat(media.getAttribute("medium")).isEqualTo("image");
		assertThat(media.getAttribute("width")).isEqualTo("1200");
		assertThat(media.getAttribute("height")).isEqualTo("800");
		assertThat(Xml.text(media, Xml.MEDIA, "description")).isEqualTo("A tram leaves");
		assertThat(Xml.text(media, Xml.MEDIA, "credit")).isEqualTo("M. Reyes");
	}

	@Test
	void anRssChannelTellsWhoseItIs() {
		Element channel = Xml.only(rss(full(), bare()), "", "channel");
		assertThat(Xml.text(channel, "", "title")).isEqualTo("Báo & Paper: transport");
		assertThat(Xml.text(channel, "", "link")).isEqualTo("https://paper.example/");
		assertThat(Xml.text(channel, "", "language")).isEqualTo("vi-VN");
		assertThat(FeedRules.rfc822(Xml.text(channel, "", "lastBuildDate")).toInstant())
			.isEqualTo(DAWN.plusHours(1).toInstant());
		assertThat(Xml.only(channel, Xml.ATOM, "link").getAttribute("href"))
			.isEqualTo("https://paper.example/feeds/sections/transport.x");
	}

	@Test
	void anAtomFeedKeepsTheRulesOfItsSpecification() {
		FeedRules.assertAtom(atom(full(), bare()));
		FeedRules.assertAtom(atom());
	}

	@Test
	void anAtomEntryTellsWhatAListShowsOfItsArticle() {
		Element entry = Xml.children(atom(full()), Xml.ATOM, "entry").get(0);
		assertThat(Xml.text(entry, Xml.ATOM, "id")).isEqualTo("urn:uuid:" + ID);
		assertThat(Xml.text(entry, Xml.ATOM, "title")).isEqualTo(HEADLINE);
		assertThat(Xml.text(entry, Xml.ATOM, "summary")).isEqualTo("The first  cars\nran at dawn.");
		assertThat(Xml.only(entry, Xml.ATOM, "title").getAttribute("type")).isEqualTo("text");
		assertThat(entry.getAttribute("xml:lang")).isEqualTo("vi");
		assertThat(FeedRules.links(entry, "alternate").get(0).getAttribute("href"))
			.isEqualTo("https://paper.example/articles/tram");
		assertThat(FeedRules.rfc3339(Xml.text(entry, Xml.ATOM, "published")).toInstant()).isEqualTo(DAWN.toInstant());
		assertThat(FeedRules.rfc3339(Xml.text(entry, Xml.ATOM, "updated")).toInstant())
			.isEqualTo(DAWN.plusHours(1).toInstant());
		assertThat(Xml.children(entry, Xml.ATOM, "author").stream().map((author) -> Xml.text(author, Xml.ATOM, "name")))
			.containsExactly("Linh Đỗ", "M. Reyes");
		assertThat(Xml.children(entry, Xml.ATOM, "category").stream().map((category) -> category.getAttribute("term")))
			.containsExactly("transport", "tram");
		assertThat(Xml.only(entry, Xml.MEDIA, "content").getAttribute("medium")).isEqualTo("image");
	}

	@Test
	void anAtomEntryWithoutABylineIsTheNewspapers() {
		Element feed = atom(bare());
		assertThat(Xml.children(Xml.only(feed, Xml.ATOM, "entry"), Xml.ATOM, "author")).isEmpty();
		assertThat(Xml.text(Xml.only(feed, Xml.ATOM, "author"), Xml.ATOM, "name")).isEqualTo("Báo & Paper");
		assertThat(feed.getAttribute("xml:lang")).isEqualTo("vi-VN");
	}

	@Test
	void anIdThatIsNoUuidBecomesTheSameAddressEachTime() {
		String id = Xml.text(Xml.only(atom(bare()), Xml.ATOM, "entry"), Xml.ATOM, "id");
		assertThat(id).matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-3[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
		assertThat(Xml.text(Xml.only(atom(bare()), Xml.ATOM, "entry"), Xml.ATOM, "id")).isEqualTo(id);
	}

	@Test
	@SuppressWarnings("unchecked")
	void aJsonFeedHasWhatItsSpecificationAsksFor() {
		Map<String, Object> feed = JsonMapper.shared()
			.readValue(new JsonFeedFormat().write(feed(full(), bare())), Map.class);
		assertThat(feed).containsEntry("version", "https://jsonfeed.org/version/1.1")
			.containsEntry("title", "Báo & Paper: transport")
			.containsEntry("home_page_url", "https://paper.example/")
			.containsEntry("feed_url", "https://paper.example/feeds/sections/transport.x")
			.containsEntry("language", "vi-VN")
			.containsEntry("authors", List.of(Map.of("name", "Báo & Paper")));
		List<Map<String, Object>> items = (List<Map<String, Object>>) feed.get("items");
		assertThat(items.get(0))
			.isEqualTo(Map.ofEntries(Map.entry("id", ID), Map.entry("url", "https://paper.example/articles/tram"),
					Map.entry("title", HEADLINE), Map.entry("content_text", "The first  cars\nran at dawn."),
					Map.entry("image", "https://paper.example/media/tram.svg?a=1&b=2"),
					Map.entry("date_published", "2026-03-01T06:30:00+07:00"),
					Map.entry("date_modified", "2026-03-01T07:30:00+07:00"), Map.entry("language", "vi"),
					Map.entry("authors", List.of(Map.of("name", "Linh Đỗ"), Map.of("name", "M. Reyes"))),
					Map.entry("tags", List.of("transport", "tram"))));
		assertThat(items.get(1)).isEqualTo(Map.of("id", "desk/1", "url", "https://paper.example/articles/short",
				"title", "Short", "content_text", "Short", "date_published", "2026-02-28T23:30:00Z", "date_modified",
				"2026-02-28T23:30:00Z", "language", "en", "tags", List.of("city")));
	}

	@Test
	void aNewsSitemapHasWhatGoogleAsksFor() {
		String news = "http://www.google.com/schemas/sitemap-news/0.9";
		String sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";
		Element urls = Xml.root(new NewsSitemap().write(feed(full(), bare(), inLanguage("zh-CN"))));
		assertThat(urls.getNamespaceURI()).isEqualTo(sitemap);
		assertThat(urls.getLocalName()).isEqualTo("urlset");
		List<Element> entries = Xml.children(urls, sitemap, "url");
		assertThat(entries).hasSize(3).hasSameSizeAs(Xml.children(urls));
		assertThat(Xml.text(entries.get(0), sitemap, "loc")).isEqualTo("https://paper.example/articles/tram");
		Element first = Xml.only(entries.get(0), news, "news");
		assertThat(Xml.text(first, news, "title")).isEqualTo(HEADLINE);
		assertThat(Xml.text(first, news, "publication_date")).isEqualTo("2026-03-01T06:30:00+07:00");
		Element publication = Xml.only(first, news, "publication");
		assertThat(Xml.text(publication, news, "name")).isEqualTo("Báo & Paper");
		assertThat(Xml.text(publication, news, "language")).isEqualTo("vi");
		assertThat(Xml.text(Xml.only(Xml.only(entries.get(2), news, "news"), news, "publication"), news, "language"))
			.isEqualTo("zh-cn");
	}

	/**
	 * The schema of sitemaps wants a {@code <url>} at least. Google, for whom this one
	 * is, <a href=
	 * "https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap">
	 * says</a> that an empty one does no harm, though its Search Console remarks on it.
	 */
	@Test
	void aNewsSitemapWithoutNewsIsEmpty() {
		Element urls = Xml.root(new NewsSitemap().write(feed()));
		assertThat(urls.getLocalName()).isEqualTo("urlset");
		assertThat(Xml.children(urls)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { ID, "desk/1" })
	void anItemKeepsItsIdWhenItsArticleIsRenamed(String id) {
		List<String> before = ids(named(id, "tram"));
		assertThat(before).hasSize(3).contains(id);
		assertThat(ids(named(id, "the-tram-is-back"))).isEqualTo(before);
		assertThat(ids(named("desk/2", "tram"))).doesNotContainAnyElementsOf(before);
	}

	@Test
	void aPictureWhoseAddressIsNoneIsLeftOutOfWhatAsksForOne() {
		Feed.Item item = new Feed.Item("a", "https://paper.example/a", "A", null, "en", List.of("city"), List.of(),
				new Image("https://paper.example/a picture|.svg", null, null, null, null, null, null), DAWN, DAWN);
		assertThat(Xml.children(Xml.only(Xml.only(rss(item), "", "channel"), "", "item"), Xml.MEDIA, "content"))
			.isEmpty();
	}

	@Test
	void theSameFeedBecomesTheSameBytesInUtf8() {
		for (FeedFormat format : List.of(new RssFormat(), new AtomFormat(), new JsonFeedFormat(), new NewsSitemap())) {
			byte[] document = format.write(feed(full(), bare()));
			assertThat(format.write(feed(full(), bare()))).isEqualTo(document);
			assertThat(new String(document, StandardCharsets.UTF_8)).contains("Phố cổ");
		}
	}

	@SuppressWarnings("unchecked")
	private static List<String> ids(Feed.Item item) {
		Map<String, Object> json = JsonMapper.shared().readValue(new JsonFeedFormat().write(feed(item)), Map.class);
		return List.of(Xml.text(Xml.only(Xml.only(rss(item), "", "channel"), "", "item"), "", "guid"),
				Xml.text(Xml.only(atom(item), Xml.ATOM, "entry"), Xml.ATOM, "id"),
				(String) ((List<Map<String, Object>>) json.get("items")).get(0).get("id"));
	}

	private static Feed.Item named(String id, String slug) {
		return new Feed.Item(id, "https://paper.example/articles/" + slug, "About " + slug, null, "en", List.of("city"),
				List.of(), null, DAWN, DAWN);
	}

	private static Element rss(Feed.Item... items) {
		return Xml.root(new RssFormat().write(feed(items)));
	}

	private static Element atom(Feed.Item... items) {
		return Xml.root(new AtomFormat().write(feed(items)));
	}

	private static Feed feed(Feed.Item... items) {
		return new Feed("Báo & Paper: transport", "Báo & Paper", "https://paper.example/feeds/sections/transport.x",
				"https://paper.example/", "vi-VN", List.of(items));
	}

	private static Feed.Item full() {
		return new Feed.Item(ID, "https://paper.example/articles/tram", DIRTY_HEADLINE,
				"The first  cars\nran \u0001at dawn.", "vi", List.of("transport", "tram", "transport"),
				List.of("Linh \u000BĐỗ", "M. Reyes"), new Image("https://paper.example/media/tram.svg?a=1&b=2",
						"A tram\u0002 leaves", "M. Reyes", "A tram", "en", 1200, 800),
				DAWN, DAWN.plusHours(1));
	}

	/** All that an article needs to have, with a time of another offset. */
	private static Feed.Item bare() {
		OffsetDateTime utc = OffsetDateTime.parse("2026-02-28T23:30:00Z");
		return new Feed.Item("desk/1", "https://paper.example/articles/short", "Short", null, "en", List.of("city"),
				List.of(), null, utc, utc);
	}

	private static Feed.Item inLanguage(String language) {
		return new Feed.Item("c", "https://paper.example/c", "C", null, language, List.of("city"), List.of(), null,
				DAWN, DAWN);
	}

}
