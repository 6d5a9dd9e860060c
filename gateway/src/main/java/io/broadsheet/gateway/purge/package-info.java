/**
 * Hears on the log what is no longer true, and purges it from the cache.
 */
@NullMarked
package io.broadsheet.gateway.purge;

import org.jspecify.annotations.NullMarked;
