/**
 * Merges the best of every partition into the ranked lists that all can read.
 */
@NullMarked
package io.broadsheet.trending.ranking;

import org.jspecify.annotations.NullMarked;
