package io.broadsheet.gateway.cache.store;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How much is kept, and for how long when things go wrong.
 *
 * @param size how much memory all answers may take
 * @param largest the largest answer that is kept; a larger one passes through
 * @param unheard for how long an answer is taken for fresh while purges can't be heard
 * @param outlive for how long after its time an answer may stand in for a newer one that
 * can't be had
 * @param askAgain how long to wait before an upstream that failed is asked again
 */
@ConfigurationProperties("broadsheet.cache")
public record StoreSettings(DataSize size, DataSize largest, Duration unheard, Duration outlive, Duration askAgain) {

	public StoreSettings {
		if (largest.compareTo(size) > 0) {
			throw new IllegalArgumentException(
					"broadsheet.cache.largest is " + largest + ", more than the whole cache of " + size);
		}
	}

}
