/**
 * Answers the statistics of any article on any instance: an instance has those of its
 * partitions, and asks the others for the rest.
 */
@NullMarked
package io.broadsheet.trending.statistics.query;

import org.jspecify.annotations.NullMarked;
