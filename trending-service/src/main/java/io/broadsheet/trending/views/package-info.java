/**
 * Counts views, each reader once in half an hour, and ranks the articles of one
 * partition.
 */
@NullMarked
package io.broadsheet.trending.views;

import org.jspecify.annotations.NullMarked;
