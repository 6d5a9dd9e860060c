/**
 * Puts the Kafka Streams topology together and runs it while there are brokers.
 */
@NullMarked
package io.broadsheet.trending.topology;

import org.jspecify.annotations.NullMarked;
