/**
 * The lists of one partition, kept in order while articles change.
 */
@NullMarked
package io.broadsheet.trending.boards;

import org.jspecify.annotations.NullMarked;
