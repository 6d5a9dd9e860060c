/**
 * The calendar: how many articles were published on each day.
 */
@NullMarked
package io.broadsheet.catalog.archive;

import org.jspecify.annotations.NullMarked;
