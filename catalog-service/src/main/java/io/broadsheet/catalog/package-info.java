/**
 * The read side of Broadsheet: what stands on the log, as readers ask for it.
 */
@NullMarked
package io.broadsheet.catalog;

import org.jspecify.annotations.NullMarked;
