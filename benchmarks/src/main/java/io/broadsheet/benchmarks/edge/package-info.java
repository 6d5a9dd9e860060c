/**
 * How fast the gateway answers, beside a bare server of the same kind and nginx.
 */
@NullMarked
package io.broadsheet.benchmarks.edge;

import org.jspecify.annotations.NullMarked;
