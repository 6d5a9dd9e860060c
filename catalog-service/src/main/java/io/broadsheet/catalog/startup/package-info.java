/**
 * Waits for what the service needs, starts the projection then, and tells whether the
 * brokers are there.
 */
@NullMarked
package io.broadsheet.catalog.startup;

import org.jspecify.annotations.NullMarked;
