/**
 * The index of all published articles' words, which knows neither Kafka nor HTTP: entries
 * go in, finds come out, and how far into the log it reaches is part of it.
 */
@NullMarked
package io.broadsheet.catalog.search.index;

import org.jspecify.annotations.NullMarked;
