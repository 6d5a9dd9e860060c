/**
 * The newest articles as feed readers, aggregators and search engines take them: RSS,
 * Atom, JSON Feed and a news sitemap.
 */
@NullMarked
package io.broadsheet.catalog.feed;

import org.jspecify.annotations.NullMarked;
