/**
 * How state is kept: in memory, with a changelog on the broker.
 */
@NullMarked
package io.broadsheet.trending.stores;

import org.jspecify.annotations.NullMarked;
