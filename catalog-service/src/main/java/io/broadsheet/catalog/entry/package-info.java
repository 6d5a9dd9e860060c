/**
 * How an article stands in the catalog: the entry, its document, its indexes and what
 * depends on it.
 */
@NullMarked
package io.broadsheet.catalog.entry;

import org.jspecify.annotations.NullMarked;
