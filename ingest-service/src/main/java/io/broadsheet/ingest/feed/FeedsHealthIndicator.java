package io.broadsheet.ingest.feed;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Tells how each feed is. Always up: this service is not ill because another's is.
 */
final class FeedsHealthIndicator implements HealthIndicator {

	private final Feeds feeds;

	FeedsHealthIndicator(Feeds feeds) {
		this.feeds = feeds;
	}

	@Override
	public Health health() {
		Health.Builder health = Health.up();
		this.feeds.all().forEach((feed) -> health.withDetail(feed.source().name(), details(feed)));
		return health.build();
	}

	private Map<String, Object> details(Feed feed) {
		Feed.State state = feed.state();
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("polledHere", this.feeds.isOurs(feed));
		put(details, "lastSuccess", state.lastSuccess());
		put(details, "lastError", state.lastError());
		put(details, "lastErrorAt", state.lastErrorAt());
		put(details, "nextAttempt", state.nextAttempt());
		details.put("failures", state.failures());
		return details;
	}

	private static void put(Map<String, Object> details, String name, @Nullable Object value) {
		if (value != null) {
			details.put(name, value.toString());
		}
	}

}
