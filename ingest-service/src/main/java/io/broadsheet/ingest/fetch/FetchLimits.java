package io.broadsheet.ingest.fetch;

import java.time.Duration;

import org.springframework.util.unit.DataSize;

/**
 * What a document may cost.
 *
 * @param maxSize how large it may be, on the line and unpacked, in bytes
 * @param timeout how long it may take from the first connection to the last byte,
 * redirects included
 * @param maxRedirects how many redirects are followed
 */
public record FetchLimits(DataSize maxSize, Duration timeout, int maxRedirects) {
}
