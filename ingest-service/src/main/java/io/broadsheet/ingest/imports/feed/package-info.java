/**
 * Feeds: RSS and Atom documents as items of an import.
 */
@NullMarked
package io.broadsheet.ingest.imports.feed;

import org.jspecify.annotations.NullMarked;
