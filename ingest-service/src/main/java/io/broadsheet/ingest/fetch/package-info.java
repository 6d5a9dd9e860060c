/**
 * Fetching: documents from other people's servers, and never from inside our own network.
 */
@NullMarked
package io.broadsheet.ingest.fetch;

import org.jspecify.annotations.NullMarked;
