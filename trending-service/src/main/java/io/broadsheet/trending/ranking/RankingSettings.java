package io.broadsheet.trending.ranking;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often lists are looked at.
 *
 * @param interval a list is ranked and told at most once in this time
 * @param tick how often to look whether something is due
 */
@ConfigurationProperties("broadsheet.trending.ranking")
public record RankingSettings(Duration interval, Duration tick) {
}
