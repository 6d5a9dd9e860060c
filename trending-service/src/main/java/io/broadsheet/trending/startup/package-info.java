/**
 * Waits for the brokers, and says whether they are there.
 */
@NullMarked
package io.broadsheet.trending.startup;

import org.jspecify.annotations.NullMarked;
