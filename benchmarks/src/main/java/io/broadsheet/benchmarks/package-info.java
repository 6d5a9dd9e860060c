/**
 * How fast Broadsheet is, beside what could be had without it.
 */
@NullMarked
package io.broadsheet.benchmarks;

import org.jspecify.annotations.NullMarked;
