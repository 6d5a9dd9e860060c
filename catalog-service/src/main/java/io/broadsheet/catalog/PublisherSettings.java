package io.broadsheet.catalog;

import java.net.URI;
import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who publishes.
 *
 * @param zone the zone of all times that readers see, and of what they call a day
 * @param name the newspaper's name
 * @param siteUrl where its articles are read: the start of their canonical addresses
 * @param language BCP 47 tag of the language that it is written in, unless an article
 * says otherwise
 */
@ConfigurationProperties("broadsheet.publisher")
public record PublisherSettings(@DefaultValue("UTC") ZoneId zone, @DefaultValue("Broadsheet") String name,
		@DefaultValue("http://localhost:8080") URI siteUrl, @DefaultValue("en") String language) {

	/**
	 * An address of the site.
	 * @param path a path without the first slash; empty for the site itself
	 * @return the whole address
	 */
	public String address(String path) {
		String site = this.siteUrl.toString();
		return (site.endsWith("/") ? site : site + "/") + path;
	}

}
