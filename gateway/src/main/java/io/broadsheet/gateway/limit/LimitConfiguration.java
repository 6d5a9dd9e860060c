package io.broadsheet.gateway.limit;

import io.broadsheet.gateway.client.ClientAddresses;
import io.broadsheet.gateway.route.AllowedMethods;
import io.broadsheet.gateway.upstream.Refusals;
import io.github.bucket4j.TimeMeter;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What is refused at the edge, in the order of the filters.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ RateSettings.class, BodySettings.class })
class LimitConfiguration {

	@Bean
	PlainRequestFilter plainRequestFilter(AllowedMethods allowedMethods) {
		return new PlainRequestFilter(allowedMethods);
	}

	@Bean
	RateLimitFilter rateLimitFilter(RateSettings settings, ClientAddresses addresses, Refusals refusals) {
		RateLimits limits = new RateLimits(settings, TimeMeter.SYSTEM_NANOTIME);
		return new RateLimitFilter(settings, limits, addresses, refusals.byRate());
	}

	@Bean
	BodyLimitFilter bodyLimitFilter(BodySettings settings) {
		return new BodyLimitFilter(settings);
	}

}
