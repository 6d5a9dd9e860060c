/**
 * Articles as readers ask for them: one by its address, or those that a filter lets pass
 * in the order of a sort.
 */
@NullMarked
package io.broadsheet.catalog.article;

import org.jspecify.annotations.NullMarked;
