package io.broadsheet.ingest.view;

import java.time.Clock;

import io.broadsheet.ingest.audience.AudienceLog;
import io.broadsheet.ingest.audience.VisitorHash;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Views: who reads them out of requests, and who takes them.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ViewSettings.class)
class ViewConfiguration {

	@Bean
	Views views(ViewReader reader, AudienceLog log, MeterRegistry meters) {
		return new Views(reader, log, meters);
	}

	@Bean
	ViewReader viewReader(ViewSettings settings, VisitorHash hash, Clock clock) {
		return new ViewReader(settings, hash, clock);
	}

}
