/**
 * Turns the log of collections into documents, and says so with receipts.
 */
@NullMarked
package io.broadsheet.catalog.collection.projection;

import org.jspecify.annotations.NullMarked;
