/**
 * The public contract of Broadsheet: what happens to articles, views and rankings, and on
 * which topics it is told.
 */
@NullMarked
package io.broadsheet.events;

import org.jspecify.annotations.NullMarked;
