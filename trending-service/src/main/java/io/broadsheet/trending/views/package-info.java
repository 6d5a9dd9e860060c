/**
 * Decides which views, reactions and shares count, and adds them up for the articles of
 * one partition.
 */
@NullMarked
package io.broadsheet.trending.views;

import org.jspecify.annotations.NullMarked;
