package io.broadsheet.catalog;

import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who publishes.
 *
 * @param zone the zone of all times that readers see, and of what they call a day
 * @param name the newspaper's name
 */
@ConfigurationProperties("broadsheet.publisher")
public record PublisherSettings(@DefaultValue("UTC") ZoneId zone, @DefaultValue("Broadsheet") String name) {
}
