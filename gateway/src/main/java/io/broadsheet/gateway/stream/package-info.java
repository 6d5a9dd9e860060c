/**
 * A live stream of what changes for readers, as server-sent events.
 */
@NullMarked
package io.broadsheet.gateway.stream;

import org.jspecify.annotations.NullMarked;
