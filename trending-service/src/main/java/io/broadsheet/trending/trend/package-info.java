/**
 * How much an article is read right now: forward decay.
 */
@NullMarked
package io.broadsheet.trending.trend;

import org.jspecify.annotations.NullMarked;
