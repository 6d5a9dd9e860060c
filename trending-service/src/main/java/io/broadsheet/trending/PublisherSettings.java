package io.broadsheet.trending;

import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The newspaper itself.
 *
 * @param zone the zone of all times that readers see
 */
@ConfigurationProperties("broadsheet.publisher")
public record PublisherSettings(ZoneId zone) {
}
