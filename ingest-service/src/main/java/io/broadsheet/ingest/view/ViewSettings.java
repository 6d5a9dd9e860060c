package io.broadsheet.ingest.view;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What views are taken.
 *
 * @param maxBatch the most views of one request
 * @param maxAge how long ago a view may have been
 * @param maxAhead how far a reader's clock may be ahead of ours
 */
@ConfigurationProperties("broadsheet.views")
record ViewSettings(@DefaultValue("500") int maxBatch, @DefaultValue("24h") Duration maxAge,
		@DefaultValue("5m") Duration maxAhead) {
}
