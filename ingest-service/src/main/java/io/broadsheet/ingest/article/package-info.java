/**
 * Publishing, revising and withdrawing articles: from an editor's request to a command,
 * and from the ledger's outcome to the answer.
 */
@NullMarked
package io.broadsheet.ingest.article;

import org.jspecify.annotations.NullMarked;
