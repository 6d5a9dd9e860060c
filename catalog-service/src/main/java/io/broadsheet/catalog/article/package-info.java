/**
 * Articles as readers ask for them: one by its address, or many as a list of cards.
 */
@NullMarked
package io.broadsheet.catalog.article;

import org.jspecify.annotations.NullMarked;
