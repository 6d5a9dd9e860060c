/**
 * What is told of each view, reaction and share once it was decided whether it counts.
 */
@NullMarked
package io.broadsheet.trending.audience;

import org.jspecify.annotations.NullMarked;
