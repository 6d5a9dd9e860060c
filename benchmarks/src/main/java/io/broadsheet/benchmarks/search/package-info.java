/**
 * How fast articles are found in a large archive.
 */
@NullMarked
package io.broadsheet.benchmarks.search;

import org.jspecify.annotations.NullMarked;
