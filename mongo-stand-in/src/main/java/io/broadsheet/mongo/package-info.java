/**
 * Stands in for MongoDB on one machine.
 */
@NullMarked
package io.broadsheet.mongo;

import org.jspecify.annotations.NullMarked;
