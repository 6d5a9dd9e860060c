/**
 * Collections, the articles of a special event under one banner: written whole,
 * acknowledged by the log before they are by us.
 */
@NullMarked
package io.broadsheet.ingest.collection;

import org.jspecify.annotations.NullMarked;
