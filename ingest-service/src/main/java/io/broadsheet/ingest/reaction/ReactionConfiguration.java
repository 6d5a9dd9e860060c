package io.broadsheet.ingest.reaction;

import java.time.Clock;

import io.broadsheet.ingest.audience.AudienceLog;
import io.broadsheet.ingest.audience.VisitorHash;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Reactions and shares: who takes them.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ShareSettings.class)
class ReactionConfiguration {

	@Bean
	Reactions reactions(VisitorHash hash, AudienceLog log, Clock clock, MeterRegistry meters) {
		return new Reactions(hash, log, clock, meters);
	}

}
