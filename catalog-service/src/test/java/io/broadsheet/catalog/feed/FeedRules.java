package io.broadsheet.catalog.feed;

import java.net.URI;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.w3c.dom.Element;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What RSS's specification and RFC 4287 demand of a document, written down from them.
 */
final class FeedRules {

	private static final Set<String> CHANNEL = Set.of("title", "link", "description", "language", "lastBuildDate",
			"item");

	private static final Set<String> ITEM = Set.of("title", "link", "description", "category", "guid", "pubDate");

	private static final Set<String> EXTENSIONS = Set.of(Xml.ATOM, Xml.DUBLIN_CORE, Xml.MEDIA);

	/** RFC 822 as RFC 2822 has it, with the years of four digits that RSS asks for. */
	private static final Pattern RFC_822 = Pattern
		.compile("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-3][0-9] (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
				+ " [0-9]{4} [0-2][0-9]:[0-5][0-9]:[0-5][0-9] (GMT|[+-][0-9]{4})");

	private static final Pattern RFC_3339 = Pattern
		.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})");

	private FeedRules() {
	}

	static void assertRss(Element rss) {
		assertThat(rss.getTagName()).isEqualTo("rss");
		assertThat(rss.getAttribute("version")).isEqualTo("2.0");
		assertThat(Xml.children(rss)).hasSize(1);
		Element channel = Xml.only(rss, "", "channel");
		assertKnown(channel, CHANNEL);
		assertThat(Xml.text(channel, "", "title")).isNotBlank();
		assertThat(Xml.text(channel, "", "description")).isNotBlank();
		assertAddress(Xml.text(channel, "", "link"));
		assertThat(Xml.text(channel, "", "language")).matches("[a-zA-Z]{2,3}(-[a-zA-Z0-9]+)*");
		Xml.texts(channel, "", "lastBuildDate").forEach(FeedRules::rfc822);
		Element self = Xml.only(channel, Xml.ATOM, "link");
		assertThat(self.getAttribute("rel")).isEqualTo("self");
		assertThat(self.getAttribute("type")).isEqualTo("application/rss+xml");
		assertAddress(self.getAttribute("href"));
		List<Element> items = Xml.children(channel, "", "item");
		items.forEach(FeedRules::assertItem);
		assertThat(items.stream().map((item) -> Xml.text(item, "", "guid"))).doesNotHaveDuplicates();
	}

	private static void assertItem(Element item) {
		assertKnown(item, ITEM);
		assertThat(Xml.text(item, "", "title")).isNotBlank();
		assertAddress(Xml.text(item, "", "link"));
		assertThat(Xml.children(item, "", "description")).hasSizeLessThanOrEqualTo(1);
		Element guid = Xml.only(item, "", "guid");
		assertThat(guid.getAttribute("isPermaLink")).isEqualTo("false");
		assertThat(guid.getTextContent()).isNotBlank();
		rfc822(Xml.text(item, "", "pubDate"));
		Xml.children(item, Xml.MEDIA, "content").forEach((media) -> assertAddress(media.getAttribute("url")));
	}

	static void assertAtom(Element feed) {
		assertThat(feed.getNamespaceURI()).isEqualTo(Xml.ATOM);
		assertThat(feed.getLocalName()).isEqualTo("feed");
		assertHead(feed);
		assertThat(feed.getAttributeNS("http://www.w3.org/XML/1998/namespace", "lang")).isNotBlank();
		assertThat(links(feed, "self")).singleElement()
			.satisfies((link) -> assertThat(link.getAttribute("type")).isEqualTo("application/atom+xml"));
		List<Element> entries = Xml.children(feed, Xml.ATOM, "entry");
		assertThat(entries.stream().map((entry) -> Xml.text(entry, Xml.ATOM, "id"))).doesNotHaveDuplicates();
		for (Element entry : entries) {
			assertHead(entry);
			rfc3339(Xml.text(entry, Xml.ATOM, "published"));
			assertThat(Xml.children(entry, Xml.ATOM, "summary")).hasSizeLessThanOrEqualTo(1);
			assertThat(Xml.children(entry, Xml.ATOM, "category"))
				.allSatisfy((category) -> assertThat(category.getAttribute("term")).isNotBlank());
			if (Xml.children(entry, Xml.ATOM, "author").isEmpty()) {
				assertThat(Xml.children(feed, Xml.ATOM, "author")).isNotEmpty();
			}
		}
	}

	/** What feeds and entries have in common. */
	private static void assertHead(Element element) {
		assertThat(URI.create(Xml.text(element, Xml.ATOM, "id")).isAbsolute()).isTrue();
		assertThat(Xml.text(element, Xml.ATOM, "title")).isNotBlank();
		rfc3339(Xml.text(element, Xml.ATOM, "updated"));
		assertThat(links(element, "alternate")).hasSize(1);
		Xml.children(element, Xml.ATOM, "link").forEach((link) -> assertAddress(link.getAttribute("href")));
		Xml.children(element, Xml.ATOM, "author")
			.forEach((author) -> assertThat(Xml.text(author, Xml.ATOM, "name")).isNotBlank());
	}

	static List<Element> links(Element element, String rel) {
		return Xml.children(element, Xml.ATOM, "link")
			.stream()
			.filter((link) -> rel.equals(link.getAttribute("rel")))
			.toList();
	}

	static OffsetDateTime rfc822(String time) {
		assertThat(time).matches(RFC_822);
		return OffsetDateTime.parse(time, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT));
	}

	static OffsetDateTime rfc3339(String time) {
		assertThat(time).matches(RFC_3339);
		return OffsetDateTime.parse(time);
	}

	private static void assertKnown(Element element, Set<String> names) {
		assertThat(Xml.children(element)).allSatisfy((child) -> {
			if (child.getNamespaceURI() == null) {
				assertThat(names).contains(child.getLocalName());
			}
			else {
				assertThat(EXTENSIONS).contains(child.getNamespaceURI());
			}
		});
	}

	private static void assertAddress(String address) {
		assertThat(URI.create(address).getScheme()).isIn("http", "https");
	}

}
