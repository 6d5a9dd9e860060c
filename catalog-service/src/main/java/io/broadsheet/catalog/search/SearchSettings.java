package io.broadsheet.catalog.search;

import java.nio.file.Path;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the index is, and how it is kept.
 *
 * @param enabled whether this instance has an index at all
 * @param directory a folder of this instance's own; what is in it can be deleted at any
 * time
 * @param commitInterval how long what was indexed may be on disk in part only; after a
 * crash, that much is read again
 * @param commitAfter how many records may be, at most
 * @param longestAbsence how long the index may have been away from the log's end before
 * it is built anew: less than Kafka keeps tombstones, or purged articles would stay in it
 * @param snapshotsKept how long a reader may take to turn the page and still find it as
 * it was
 * @param longestSearch when a search is given up
 * @param retryInterval how long to wait after a failure
 */
@ConfigurationProperties("broadsheet.search")
record SearchSettings(@DefaultValue("true") boolean enabled, Path directory,
		@DefaultValue("5s") Duration commitInterval, @DefaultValue("5000") int commitAfter,
		@DefaultValue("12h") Duration longestAbsence, @DefaultValue("2m") Duration snapshotsKept,
		@DefaultValue("2s") Duration longestSearch, @DefaultValue("2s") Duration retryInterval) {

	SearchSettings {
		if (commitAfter < 1) {
			throw new IllegalArgumentException("broadsheet.search.commit-after must be 1 or more, not " + commitAfter);
		}
	}

}
