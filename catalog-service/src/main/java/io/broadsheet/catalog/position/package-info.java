/**
 * How far into the log the stored entries reach. The positions are kept with the entries,
 * so a database that lost its entries has lost its positions too, and rebuilds itself.
 */
@NullMarked
package io.broadsheet.catalog.position;

import org.jspecify.annotations.NullMarked;
