package io.broadsheet.gateway.upstream;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How upstreams are called. Breakers and bulkheads are set in {@code gateway.yml}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CallSettings.class)
class UpstreamConfiguration {

	@Bean
	Refusals refusals(MeterRegistry registry) {
		return new Refusals(registry);
	}

	@Bean
	UpstreamCalls upstreamCalls(Refusals refusals) {
		return new UpstreamCalls(refusals);
	}

	/**
	 * By itself the client would send any request again, also one that changes something.
	 */
	@Bean
	HttpClientCustomizer boundedCalls(CallSettings settings) {
		return (client) -> client.disableRetry(true).responseTimeout(settings.stall());
	}

}
