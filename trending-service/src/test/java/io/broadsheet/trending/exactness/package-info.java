/**
 * What rankings should hold, worked out by brute force from the words that describe them,
 * and the readers and editors to work it out for.
 */
@NullMarked
package io.broadsheet.trending.exactness;

import org.jspecify.annotations.NullMarked;
