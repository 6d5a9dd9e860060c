package io.broadsheet.ingest.fetch;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What came of fetching a document.
 */
public sealed interface Fetched {

	/**
	 * The document.
	 *
	 * @param content its bytes, unpacked, at least one
	 * @param contentType the media type as the server states it
	 * @param validators what to ask with the next time
	 */
	record Document(byte[] content, @Nullable String contentType, Validators validators) implements Fetched {

	}

	/**
	 * The document is what it was when the validators were given.
	 */
	record NotModified() implements Fetched {

	}

	/**
	 * The document was taken away for good.
	 */
	record Gone() implements Fetched {

	}

	/**
	 * We don't want it: from there, by this way, or of this size.
	 *
	 * @param reason what is against it, without the address
	 */
	record Refused(String reason) implements Fetched {

	}

	/**
	 * It could not be had.
	 *
	 * @param reason what went wrong, without the address
	 * @param retryAfter how long the server asks to be left alone, if it does
	 */
	record Failed(String reason, @Nullable Duration retryAfter) implements Fetched {

	}

	/**
	 * What tells a server which state of a document is known.
	 *
	 * @param uri the address that gave them; they mean nothing to another
	 * @param etag its {@code ETag}
	 * @param lastModified its {@code Last-Modified}, as it was stated
	 */
	record Validators(URI uri, @Nullable String etag, @Nullable String lastModified) {

	}

}
