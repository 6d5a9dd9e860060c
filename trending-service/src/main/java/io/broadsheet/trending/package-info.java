/**
 * Counts what readers do with articles and ranks the articles by it.
 */
@NullMarked
package io.broadsheet.trending;

import org.jspecify.annotations.NullMarked;
