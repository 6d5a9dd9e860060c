package io.broadsheet.gateway.cache;

import java.time.Duration;

/**
 * A route whose answers are kept.
 *
 * @param path its path pattern
 * @param longest for how long an answer is kept at most, even if nothing purges it
 * @param outlive whether an answer whose lists changed may stand in for a newer one; only
 * if its surrogate keys name each article that it shows
 * @param envelope whether its answers say of themselves how far they are behind
 * @param origin where its answers come from
 * @param timeout how long that may take for an answer that is collected
 */
public record CachedRoute(String path, Duration longest, boolean outlive, boolean envelope, Origin origin,
		Duration timeout) {

}
