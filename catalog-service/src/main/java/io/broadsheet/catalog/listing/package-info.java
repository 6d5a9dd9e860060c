/**
 * Lists of articles as readers page through them.
 */
@NullMarked
package io.broadsheet.catalog.listing;

import org.jspecify.annotations.NullMarked;
