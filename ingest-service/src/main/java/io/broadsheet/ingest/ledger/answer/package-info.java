/**
 * Commands on their way to the ledger, and its answers on their way back to whoever
 * waits.
 */
@NullMarked
package io.broadsheet.ingest.ledger.answer;

import org.jspecify.annotations.NullMarked;
