/**
 * Which reactions stand: one per reader and kind, decided by their own time.
 */
@NullMarked
package io.broadsheet.trending.reactions;

import org.jspecify.annotations.NullMarked;
