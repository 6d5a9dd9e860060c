/**
 * Time cut into panes, counts per pane, and the windows that are summed from them.
 */
@NullMarked
package io.broadsheet.trending.panes;

import org.jspecify.annotations.NullMarked;
