/**
 * How an article is written for who asks: in the words of this API, or in schema.org's.
 */
@NullMarked
package io.broadsheet.catalog.representation;

import org.jspecify.annotations.NullMarked;
