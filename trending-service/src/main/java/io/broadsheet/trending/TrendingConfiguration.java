package io.broadsheet.trending;

import java.time.Clock;

import io.broadsheet.events.EventCodec;
import io.broadsheet.trending.stores.InMemoryStores;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What all features share: the time, in the publisher's zone, and the wire format.
 */
@Configuration(proxyBeanMethods = false)
class TrendingConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Clock clock(PublisherSettings publisher) {
		return Clock.system(publisher.zone());
	}

	@Bean
	EventCodec eventCodec() {
		return new EventCodec("trending-service", InMemoryStores.json());
	}

}
