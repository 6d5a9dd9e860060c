package io.broadsheet.trending.statistics.query;

import java.util.List;

import org.apache.kafka.streams.state.HostInfo;

/**
 * Who keeps the statistics of an article.
 *
 * @param partition the partition that the article lies in
 * @param active who counts it
 * @param all whom to ask, in this order: who counts it, then who follows as a standby
 */
record Keepers(int partition, HostInfo active, List<HostInfo> all) {
}
