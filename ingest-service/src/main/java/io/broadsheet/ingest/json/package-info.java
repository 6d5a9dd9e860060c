/**
 * How strictly the JSON of requests is read.
 */
@NullMarked
package io.broadsheet.ingest.json;

import org.jspecify.annotations.NullMarked;
