/**
 * Fills the entries anew from the whole log, beside those that readers see, and then lets
 * readers see the new ones.
 */
@NullMarked
package io.broadsheet.catalog.rebuild;

import org.jspecify.annotations.NullMarked;
