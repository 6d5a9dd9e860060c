/**
 * Keeps answers until something that they depend on changes.
 */
@NullMarked
package io.broadsheet.gateway.cache.store;

import org.jspecify.annotations.NullMarked;
