/**
 * How fast the ledger acknowledges, beside the least that Kafka Streams can do exactly
 * once, and how long until another instance takes over.
 */
@NullMarked
package io.broadsheet.benchmarks.ledger;

import org.jspecify.annotations.NullMarked;
