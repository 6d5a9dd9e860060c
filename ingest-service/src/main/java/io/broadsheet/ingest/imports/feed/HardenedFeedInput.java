package io.broadsheet.ingest.imports.feed;

import java.io.ByteArrayInputStream;
import java.io.IOException;

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

/**
 * Parses feeds of strangers: a document with a DOCTYPE is refused, so there are neither
 * entities nor anything to fetch, and one that is nested too deeply is refused too.
 */
final class HardenedFeedInput extends WireFeedInput {

	private static final String DEEPEST = "http://www.oracle.com/xml/jaxp/properties/maxElementDepth";

	private static final String LIMIT = "200";

	private @Nullable String language;

	HardenedFeedInput() {
		setAllowDoctypes(false);
	}

	SyndFeed parse(byte[] document) throws IOException, FeedException {
		try (XmlReader reader = new XmlReader(new ByteArrayInputStream(document), true, "UTF-8")) {
			SyndFeed feed = new SyndFeedImpl(build(reader));
			if (feed.getLanguage() == null) {
				feed.setLanguage(this.language);
			}
			return feed;
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
