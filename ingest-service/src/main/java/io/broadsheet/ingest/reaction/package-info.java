/**
 * Reactions and shares: what readers think of an article and whom they tell of it,
 * acknowledged by the log before it is by us.
 */
@NullMarked
package io.broadsheet.ingest.reaction;

import org.jspecify.annotations.NullMarked;
