package io.broadsheet.gateway.limit;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often a client may ask for what is not in the cache.
 *
 * @param requests how many requests at once; as many come back, evenly, in a period
 * @param per the period
 * @param clients how many clients are told apart at a time; who was forgotten begins anew
 * @param exempt addresses or networks of clients without a limit
 */
@ConfigurationProperties("broadsheet.limits.rate")
record RateSettings(int requests, Duration per, int clients, List<String> exempt) {

	RateSettings {
		if (requests < 1 || per.toSeconds() < 1 || clients < 1) {
			throw new IllegalArgumentException("broadsheet.limits.rate needs at least one of requests and clients, "
					+ "and a period of a second or more; there are " + requests + ", " + clients + " and " + per);
		}
		exempt = List.copyOf(exempt);
	}

}
