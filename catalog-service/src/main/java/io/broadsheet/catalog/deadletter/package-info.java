/**
 * Lets a version that can read more apply the records that an earlier one put aside.
 */
@NullMarked
package io.broadsheet.catalog.deadletter;

import org.jspecify.annotations.NullMarked;
