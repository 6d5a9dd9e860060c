package io.broadsheet.catalog.feed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.springframework.http.MediaType;

/**
 * A sitemap with <a href=
 * "https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap">
 * Google's news extension</a>: articles of the last two days, at most a thousand.
 */
class NewsSitemap implements FeedFormat {

	static final Duration WINDOW = Duration.ofDays(2);

	static final int MOST_ARTICLES = 1000;

	private static final MediaType MEDIA_TYPE = new MediaType("application", "xml", StandardCharsets.UTF_8);

	private static final String SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";

	private static final String NEWS = "http://www.google.com/schemas/sitemap-news/0.9";

	/** The two languages that Google wants with their region, which tells the script. */
	private static final Set<String> WITH_REGION = Set.of("zh-cn", "zh-tw");

	private final XMLOutputFactory xml = XMLOutputFactory.newDefaultFactory();

	@Override
	public MediaType mediaType() {
		return MEDIA_TYPE;
	}

	@Override
	public byte[] write(Feed feed) {
		ByteArrayOutputStream result = new ByteArrayOutputStream();
		try {
			XMLStreamWriter writer = this.xml.createXMLStreamWriter(result, StandardCharsets.UTF_8.name());
			writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
			writer.writeStartElement("urlset");
			writer.writeDefaultNamespace(SITEMAP);
			writer.writeNamespace("news", NEWS);
			for (Feed.Item article : feed.items()) {
				write(feed.publisher(), article, writer);
			}
			writer.writeEndElement();
			writer.writeEndDocument();
			writer.close();
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException("The news sitemap can't be written", ex);
		}
		return result.toByteArray();
	}

	private static void write(String publication, Feed.Item article, XMLStreamWriter writer) throws XMLStreamException {
		writer.writeStartElement("url");
		write("loc", article.url(), writer);
		writer.writeStartElement("news:news");
		writer.writeStartElement("news:publication");
		write("news:name", publication, writer);
		write("news:language", language(article.language()), writer);
		writer.writeEndElement();
		write("news:publication_date", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(article.publishedAt()), writer);
		write("news:title", article.headline(), writer);
		writer.writeEndElement();
		writer.writeEndElement();
	}

	private static void write(String element, String text, XMLStreamWriter writer) throws XMLStreamException {
		writer.writeStartElement(element);
		writer.writeCharacters(text);
		writer.writeEndElement();
	}

	/** The language alone: two or three letters of ISO 639. */
	private static String language(String tag) {
		String lower = tag.toLowerCase(Locale.ROOT);
		return WITH_REGION.contains(lower) ? lower : lower.split("-", 2)[0];
	}

}
