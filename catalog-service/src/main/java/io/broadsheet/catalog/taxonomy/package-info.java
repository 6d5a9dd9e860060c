/**
 * The sections and tags that articles stand in, with how many there are.
 */
@NullMarked
package io.broadsheet.catalog.taxonomy;

import org.jspecify.annotations.NullMarked;
