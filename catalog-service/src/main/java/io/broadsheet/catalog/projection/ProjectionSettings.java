package io.broadsheet.catalog.projection;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the log is read.
 *
 * @param instance which of the service's instances this is; stands in receipts
 * @param idleInterval how often an idle consumer looks whether the database is still
 * where it was
 * @param firstRetry how long to wait before a batch is applied again
 * @param longestRetry how long to wait at most before each further time
 */
@ConfigurationProperties("broadsheet.projection")
public record ProjectionSettings(@DefaultValue("catalog-service") String instance,
		@DefaultValue("2s") Duration idleInterval, @DefaultValue("250ms") Duration firstRetry,
		@DefaultValue("5s") Duration longestRetry) {
}
