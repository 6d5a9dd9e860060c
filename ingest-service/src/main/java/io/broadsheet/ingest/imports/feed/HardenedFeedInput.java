package io.broadsheet.ingest.imports.feed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

import javax.xml.XMLConstants;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SAXBuilder;
import com.rometools.rome.io.WireFeedInput;
import com.rometools.rome.io.XmlReader;
import org.jdom2.Document;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MimeTypeUtils;

/**
 * Parses feeds of strangers: a document with a DOCTYPE is refused, so there are neither
 * entities nor anything to fetch, and one that is nested too deeply is refused too.
 */
final class HardenedFeedInput extends WireFeedInput {

	private static final String DEEPEST = "http://www.oracle.com/xml/jaxp/properties/maxElementDepth";

	private static final String LIMIT = "200";

	private static final String ENCODING = "UTF-8";

	private @Nullable String language;

	HardenedFeedInput() {
		setAllowDoctypes(false);
	}

	SyndFeed parse(byte[] document, @Nullable String contentType) throws IOException, FeedException {
		try (XmlReader reader = reader(new ByteArrayInputStream(document), contentType)) {
			SyndFeed feed = new SyndFeedImpl(build(reader));
			if (feed.getLanguage() == null) {
				feed.setLanguage(this.language);
			}
			return feed;
		}
	}

	/**
	 * A charset of the content type goes before that of the document, as in
	 * <a href="https://www.rfc-editor.org/rfc/rfc7303.html#section-3">RFC 7303</a>; one
	 * of two bytes a letter is told by the document's first bytes anyway.
	 */
	private static XmlReader reader(InputStream document, @Nullable String contentType) throws IOException {
		Charset charset = charset(contentType);
		return (charset == null || charset.name().startsWith("UTF-16")) ? new XmlReader(document, true, ENCODING)
				: new XmlReader(document, "application/xml; charset=" + charset.name(), false, ENCODING);
	}

	private static @Nullable Charset charset(@Nullable String contentType) {
		try {
			return (contentType != null) ? MimeTypeUtils.parseMimeType(contentType).getCharset() : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	@Override
	public WireFeed build(Document document) throws FeedException {
		this.language = document.getRootElement().getAttributeValue("lang", Namespace.XML_NAMESPACE);
		return super.build(document);
	}

	@Override
	protected SAXBuilder createSAXBuilder() {
		SAXBuilder builder = super.createSAXBuilder();
		builder.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
		builder.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
		builder.setProperty(DEEPEST, LIMIT);
		builder.setEntityResolver((publicId, systemId) -> {
			throw new IOException("Nothing outside of a feed is read");
		});
		return builder;
	}

}
