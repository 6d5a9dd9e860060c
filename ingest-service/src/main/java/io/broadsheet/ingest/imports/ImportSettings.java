package io.broadsheet.ingest.imports;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How documents are imported.
 *
 * @param concurrency the most items of a document that wait for the ledger at once, so
 * that they share its commits
 * @param attempts how often an item is handed to a ledger that does not answer
 * @param backoff how long to wait before the second attempt; longer before later ones
 * @param maxDocument the largest RSS, Atom or ninjs document
 * @param maxLine the longest line of an NDJSON document
 * @param maxUnread the most items of a report that a client may leave unread while it
 * sends
 * @param silence after how long without an item white space is sent in its place
 * @param progressInterval how often a long import tells the log how far it is
 */
@ConfigurationProperties("broadsheet.imports")
record ImportSettings(@DefaultValue("64") int concurrency, @DefaultValue("4") int attempts,
		@DefaultValue("500ms") Duration backoff, @DefaultValue("5MB") DataSize maxDocument,
		@DefaultValue("1MB") DataSize maxLine, @DefaultValue("200000") int maxUnread,
		@DefaultValue("2s") Duration silence, @DefaultValue("5s") Duration progressInterval) {
}
