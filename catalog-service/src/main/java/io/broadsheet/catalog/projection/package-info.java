/**
 * Turns the log of articles into entries, and says so with receipts.
 */
@NullMarked
package io.broadsheet.catalog.projection;

import org.jspecify.annotations.NullMarked;
