package io.broadsheet.ingest.view;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Views: who reads them, who hashes their visitors, who writes them to the log.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ViewSettings.class)
class ViewConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(ViewConfiguration.class);

	private static final int SECRET_BYTES = 32;

	@Bean
	Views views(ViewReader reader, KafkaTemplate<String, byte[]> kafka, MeterRegistry meters) {
		return new Views(reader, kafka, meters);
	}

	@Bean
	ViewReader viewReader(ViewSettings settings, Clock clock) {
		return new ViewReader(settings, new VisitorHash(secret(settings)), clock);
	}

	private static byte[] secret(ViewSettings settings) {
		if (!settings.visitorSecret().isEmpty()) {
			return settings.visitorSecret().getBytes(StandardCharsets.UTF_8);
		}
		logger.warn("VISITOR_SECRET is not set: after a restart, and on each instance, readers are new visitors");
		byte[] random = new byte[SECRET_BYTES];
		new SecureRandom().nextBytes(random);
		return random;
	}

}
