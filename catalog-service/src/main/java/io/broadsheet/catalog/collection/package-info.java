/**
 * Collections as readers ask for them: the articles of a special event under one banner,
 * from the moment it starts until the moment it ends.
 */
@NullMarked
package io.broadsheet.catalog.collection;

import org.jspecify.annotations.NullMarked;
