/**
 * The ledger: decides every command on an article, one at a time and in order, so that no
 * two editors ever both win. Pure: it knows neither Kafka nor HTTP nor the clock.
 */
@NullMarked
package io.broadsheet.ingest.ledger;

import org.jspecify.annotations.NullMarked;
