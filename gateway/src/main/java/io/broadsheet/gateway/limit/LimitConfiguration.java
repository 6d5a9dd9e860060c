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
	ClientRates clientRates(RateSettings settings, ClientAddresses addresses) {
		return new ClientRates(settings, new RateLimits(settings, TimeMeter.SYSTEM_NANOTIME), addresses);
	}

	@Bean
	RateLimitFilter rateLimitFilter(ClientRates rates, Refusals refusals) {
		return new RateLimitFilter(rates, refusals.byRate());
	}

	@Bean
	PlainReads plainReads(ClientRates rates) {
		return new PlainReads(rates);
	}

	@Bean
	BodyLimitFilter bodyLimitFilter(BodySettings settings) {
		return new BodyLimitFilter(settings);
	}

}
