/**
 * Pages of lists, and the signed cursors that lead from one to the next.
 */
@NullMarked
package io.broadsheet.catalog.paging;

import org.jspecify.annotations.NullMarked;
