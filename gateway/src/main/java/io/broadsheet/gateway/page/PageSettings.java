package io.broadsheet.gateway.page;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How much a page shows.
 *
 * @param otherNews how many cards of other news at most
 * @param sections how many sections the front page has at most, the largest first
 * @param perSection how many cards each of them at most
 */
@ConfigurationProperties("broadsheet.page")
record PageSettings(int otherNews, int sections, int perSection) {

	PageSettings {
		if (otherNews < 0 || sections < 0 || perSection < 0) {
			throw new IllegalArgumentException("broadsheet.page has a number below zero");
		}
	}

}
