/**
 * What was told on the stream lately, and where on the log it was read, so that a client
 * can go on where it was.
 */
@NullMarked
package io.broadsheet.gateway.stream.history;

import org.jspecify.annotations.NullMarked;
