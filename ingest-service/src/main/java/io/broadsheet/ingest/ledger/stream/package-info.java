/**
 * The ledger on Kafka Streams: one processor with its stores, exactly once, what starts
 * it, and who reads what it holds.
 */
@NullMarked
package io.broadsheet.ingest.ledger.stream;

import org.jspecify.annotations.NullMarked;
