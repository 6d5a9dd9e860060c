package io.broadsheet.catalog.startup;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is asked of the brokers.
 *
 * @param replicas copies of each partition of a topic that has to be created
 */
@ConfigurationProperties("broadsheet.brokers")
record BrokerSettings(@DefaultValue("3") short replicas) {

	BrokerSettings {
		if (replicas < 1) {
			throw new IllegalArgumentException("broadsheet.brokers.replicas must be 1 or more, not " + replicas);
		}
	}

}
