/**
 * How fast views become rankings, beside a consumer that only reads them and one that
 * counts them in Redis.
 */
@NullMarked
package io.broadsheet.benchmarks.rankings;

import org.jspecify.annotations.NullMarked;
