package io.broadsheet.trending.statistics.query;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How instances ask one another.
 *
 * @param advertisedAddress host and port where the others reach this one
 * @param patience how long to wait for another one's answer
 * @param freshness how long an answer may be kept by caches
 */
@ConfigurationProperties("broadsheet.trending.statistics")
public record StatisticsSettings(String advertisedAddress, Duration patience, Duration freshness) {
}
