/**
 * Who sends a request: the holder of a verified bearer token, or nobody that is known.
 */
@NullMarked
package io.broadsheet.ingest.caller;

import org.jspecify.annotations.NullMarked;
