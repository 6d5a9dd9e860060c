package io.broadsheet.ingest.imports.feed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import io.broadsheet.ingest.imports.item.ImportDefaults;
import io.broadsheet.ingest.imports.item.ImportItem;
import io.broadsheet.ingest.imports.item.Intake;
import io.broadsheet.ingest.imports.item.UnreadableDocumentException;
import org.jspecify.annotations.Nullable;

/**
 * Reads RSS and Atom documents. Nothing that a document refers to is fetched.
 */
public final class FeedReader {

	private final Intake intake;

	/**
	 * Reads feeds whose entries are checked like drafts.
	 * @param intake checks them
	 */
	public FeedReader(Intake intake) {
		this.intake = intake;
	}

	/**
	 * Reads a document.
	 * @param document RSS or Atom
	 * @param contentType what it came as; its charset, if it has one, is the document's,
	 * which is else the one that the document says
	 * @param defaults the section of all entries, and the language of a feed that tells
	 * none
	 * @return the entries in the order of the document
	 * @throws UnreadableDocumentException if it is not such a document, or has a DOCTYPE
	 */
	public List<ImportItem> read(byte[] document, @Nullable String contentType, ImportDefaults defaults) {
		SyndFeed feed = parse(document, contentType);
		FeedEntries entries = new FeedEntries(feed, defaults, this.intake);
		List<ImportItem> items = new ArrayList<>(feed.getEntries().size());
		for (int index = 0; index < feed.getEntries().size(); index++) {
			items.add(entries.item(index, feed.getEntries().get(index)));
		}
		return items;
	}

	private static SyndFeed parse(byte[] document, @Nullable String contentType) {
		try {
			return new HardenedFeedInput().parse(document, contentType);
		}
		catch (FeedException | IOException ex) {
			throw new UnreadableDocumentException(reason(ex), ex);
		}
		catch (RuntimeException ex) {
			throw new UnreadableDocumentException("The document is neither RSS nor Atom", ex);
		}
	}

	private static String reason(Exception failure) {
		return String.valueOf(failure.getMessage()).contains("DOCTYPE") ? "Feeds with a DOCTYPE are not read"
				: "The document is not well-formed XML, or neither RSS nor Atom";
	}

}
