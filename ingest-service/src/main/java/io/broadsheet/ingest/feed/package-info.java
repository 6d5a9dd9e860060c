/**
 * Feeds: other publishers' RSS and Atom, polled and handed to the ledger.
 */
@NullMarked
package io.broadsheet.ingest.feed;

import org.jspecify.annotations.NullMarked;
