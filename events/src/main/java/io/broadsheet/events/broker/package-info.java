/**
 * What every service asks of its Kafka brokers before it can work: that they answer, and
 * that the topics are there.
 */
@NullMarked
package io.broadsheet.events.broker;

import org.jspecify.annotations.NullMarked;
