/**
 * Search: an index of this instance's own that follows the log of articles, and answers
 * lists that are asked for with words.
 */
@NullMarked
package io.broadsheet.catalog.search;

import org.jspecify.annotations.NullMarked;
