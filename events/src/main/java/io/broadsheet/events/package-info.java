/**
 * The public contract of Broadsheet: what happens to articles, views, rankings and
 * collections, and on which topics it is told.
 */
@NullMarked
package io.broadsheet.events;

import org.jspecify.annotations.NullMarked;
