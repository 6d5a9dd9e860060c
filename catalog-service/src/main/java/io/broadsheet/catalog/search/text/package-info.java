/**
 * Words in English and Vietnamese: how texts are cut into them, what a reader's line of
 * words asks for, and how what was found is marked.
 */
@NullMarked
package io.broadsheet.catalog.search.text;

import org.jspecify.annotations.NullMarked;
