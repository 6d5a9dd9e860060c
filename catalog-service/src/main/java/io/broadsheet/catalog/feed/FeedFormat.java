package io.broadsheet.catalog.feed;

import org.springframework.http.MediaType;

/**
 * A way to write a feed down.
 */
interface FeedFormat {

	/**
	 * What readers know the format by.
	 * @return the type, with the charset if the type has one
	 */
	MediaType mediaType();

	/**
	 * Writes a feed. The same feed always becomes the same bytes.
	 * @param feed the feed
	 * @return the document
	 */
	byte[] write(Feed feed);

}
