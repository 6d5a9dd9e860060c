package io.broadsheet.catalog.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Date;
import java.util.List;

import com.rometools.modules.mediarss.MediaEntryModuleImpl;
import com.rometools.modules.mediarss.types.Credit;
import com.rometools.modules.mediarss.types.MediaContent;
import com.rometools.modules.mediarss.types.Metadata;
import com.rometools.modules.mediarss.types.UrlReference;
import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.feed.module.Module;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import io.broadsheet.events.Image;
import org.jdom2.Document;
import org.jdom2.output.Format;
import org.jdom2.output.XMLOutputter;
import org.jspecify.annotations.Nullable;

/**
 * What RSS and Atom have in common. The document is written without ROME's formats, which
 * take white space out of texts.
 */
final class Markup {

	private Markup() {
	}

	static Document document(WireFeed feed) {
		try {
			return new WireFeedOutput().outputJDom(feed);
		}
		catch (FeedException ex) {
			throw new IllegalStateException("The feed can't be written as " + feed.getFeedType(), ex);
		}
	}

	static byte[] bytes(Document document) {
		ByteArrayOutputStream result = new ByteArrayOutputStream();
		try {
			new XMLOutputter(Format.getRawFormat()).output(document, result);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Memory can't be written to", ex);
		}
		return result.toByteArray();
	}

	static Date date(Feed.Item item) {
		return Date.from(item.publishedAt().toInstant());
	}

	/**
	 * The picture in the terms of <a href="https://www.rssboard.org/media-rss">Media
	 * RSS</a>, which needs no length of the file as an enclosure does.
	 * @param image the picture
	 * @return the picture, or nothing if there is none, or its address is none
	 */
	static List<Module> media(@Nullable Image image) {
		URI address = (image != null) ? address(image) : null;
		if (image == null || address == null) {
			return List.of();
		}
		Metadata metadata = new Metadata();
		metadata.setDescription(image.caption());
		if (image.credit() != null) {
			metadata.setCredits(new Credit[] { new Credit(null, null, image.credit()) });
		}
		MediaContent content = new MediaContent(new UrlReference(address));
		content.setMedium("image");
		content.setWidth(image.width());
		content.setHeight(image.height());
		content.setMetadata(metadata);
		MediaEntryModuleImpl media = new MediaEntryModuleImpl();
		media.setMediaContents(new MediaContent[] { content });
		return List.of(media);
	}

	private static @Nullable URI address(Image image) {
		try {
			return new URI(image.url());
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

}
