package io.broadsheet.trending.ranking;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often lists are looked at.
 *
 * @param interval a list is told at most once in this time
 * @param partitionInterval a partition ranks what changed in it at most once in this time
 * @param tick how often to look whether something is due
 * @param tagLists how many lists of tags a partition tells at once; when more change,
 * they take turns, so that all other lists stay fresh
 */
@ConfigurationProperties("broadsheet.trending.ranking")
public record RankingSettings(Duration interval, Duration partitionInterval, Duration tick, int tagLists) {
}
