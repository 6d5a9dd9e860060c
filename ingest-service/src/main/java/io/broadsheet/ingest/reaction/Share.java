package io.broadsheet.ingest.reaction;

import jakarta.validation.constraints.NotNull;

/**
 * A share as a reader's program tells it.
 *
 * @param channel where to, one of those that are set
 */
record Share(@NotNull String channel) {
}
