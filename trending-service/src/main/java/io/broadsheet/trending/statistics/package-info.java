/**
 * The statistics of each article: what was counted, by whom and when, in bounded room.
 */
@NullMarked
package io.broadsheet.trending.statistics;

import org.jspecify.annotations.NullMarked;
