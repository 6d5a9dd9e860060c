package io.broadsheet.ingest.feed;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * All feeds, and which of them are this instance's.
 *
 * @param all the feeds, in the order of the settings
 * @param share tells by its name whether a feed falls to this instance
 */
record Feeds(List<Feed> all, Predicate<String> share) {

	Feeds {
		all = List.copyOf(all);
	}

	boolean isOurs(Feed feed) {
		return this.share.test(feed.source().name());
	}

	List<Feed> due(Instant now) {
		return this.all.stream().filter((feed) -> feed.isDue(now) && isOurs(feed)).toList();
	}

}
