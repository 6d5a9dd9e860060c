package io.broadsheet.ingest.ledger;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The newspaper.
 *
 * @param zone where its readers' days begin and end
 * @param siteUrl where its articles are read: the start of their canonical addresses
 */
@ConfigurationProperties("broadsheet.publisher")
public record Publisher(@DefaultValue("UTC") ZoneId zone, @DefaultValue("http://localhost:8080") URI siteUrl) {

	OffsetDateTime inZone(Instant instant) {
		return instant.truncatedTo(ChronoUnit.MILLIS).atZone(this.zone).toOffsetDateTime();
	}

	String articleUrl(String slug) {
		String site = this.siteUrl.toString();
		return (site.endsWith("/") ? site : site + "/") + "articles/" + slug;
	}

}
