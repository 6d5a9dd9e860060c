/**
 * Imports: documents of many articles, decided by the same ledger, with a report of each
 * item.
 */
@NullMarked
package io.broadsheet.ingest.imports;

import org.jspecify.annotations.NullMarked;
