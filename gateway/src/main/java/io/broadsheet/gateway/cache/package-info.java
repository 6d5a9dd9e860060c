/**
 * Answers readers from memory, before routing and everything else, for as long as nothing
 * that an answer depends on has changed, and fetches what is not there.
 */
@NullMarked
package io.broadsheet.gateway.cache;

import org.jspecify.annotations.NullMarked;
