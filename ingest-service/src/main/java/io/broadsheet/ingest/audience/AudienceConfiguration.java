package io.broadsheet.ingest.audience;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

import io.broadsheet.ingest.ledger.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/**
 * Readers: who they are to handlers, who hashes them, and who writes down what they do.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AudienceSettings.class)
class AudienceConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(AudienceConfiguration.class);

	private static final int SECRET_BYTES = 32;

	@Bean
	AudienceLog audienceLog(KafkaTemplate<String, byte[]> kafka) {
		return new AudienceLog(kafka);
	}

	@Bean
	VisitorHash visitorHash(AudienceSettings settings, Publisher publisher) {
		return new VisitorHash(secret(settings), publisher.zone());
	}

	@Bean
	Robots robots(AudienceSettings settings) {
		return new Robots(settings.rememberedUserAgents());
	}

	@Bean
	WebFluxConfigurer senderArguments(Robots robots) {
		return new WebFluxConfigurer() {
			@Override
			public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
				resolvers.addCustomResolver(new SenderArgumentResolver(robots));
			}
		};
	}

	private static byte[] secret(AudienceSettings settings) {
		if (!settings.visitorSecret().isEmpty()) {
			return settings.visitorSecret().getBytes(StandardCharsets.UTF_8);
		}
		logger.warn("VISITOR_SECRET is not set: after a restart, and on each instance, readers are new visitors, "
				+ "and can't take their reactions back");
		byte[] random = new byte[SECRET_BYTES];
		new SecureRandom().nextBytes(random);
		return random;
	}

}
