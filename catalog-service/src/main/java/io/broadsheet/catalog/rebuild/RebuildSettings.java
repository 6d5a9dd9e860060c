package io.broadsheet.catalog.rebuild;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a rebuild goes.
 *
 * @param batch records that are written at once, at most
 */
@ConfigurationProperties("broadsheet.rebuild")
record RebuildSettings(@DefaultValue("1000") int batch) {

	RebuildSettings {
		if (batch < 1) {
			throw new IllegalArgumentException("broadsheet.rebuild.batch must be 1 or more, not " + batch);
		}
	}

}
