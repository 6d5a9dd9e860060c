/**
 * The items of imports, whatever format they came in: drafts that were checked like an
 * editor's.
 */
@NullMarked
package io.broadsheet.ingest.imports.item;

import org.jspecify.annotations.NullMarked;
