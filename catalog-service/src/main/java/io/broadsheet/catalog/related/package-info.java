/**
 * Related articles: what to read after an article.
 */
@NullMarked
package io.broadsheet.catalog.related;

import org.jspecify.annotations.NullMarked;
