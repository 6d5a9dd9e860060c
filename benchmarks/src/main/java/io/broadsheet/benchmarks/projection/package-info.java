/**
 * How fast the catalog stores articles and fills its entries anew, beside a program that
 * does nothing but write the same documents.
 */
@NullMarked
package io.broadsheet.benchmarks.projection;

import org.jspecify.annotations.NullMarked;
