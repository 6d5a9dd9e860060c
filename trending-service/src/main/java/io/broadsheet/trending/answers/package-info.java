/**
 * Answers which articles lead a list, from memory.
 */
@NullMarked
package io.broadsheet.trending.answers;

import org.jspecify.annotations.NullMarked;
