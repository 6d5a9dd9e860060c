package io.broadsheet.gateway.upstream;

import io.broadsheet.gateway.client.ClientAddresses;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import reactor.netty.http.client.HttpClient;

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
	UpstreamCalls upstreamCalls(HttpClient client, ClientAddresses addresses, CircuitBreakerRegistry breakers,
			BulkheadRegistry bulkheads, Refusals refusals) {
		return new UpstreamCalls(client, addresses, breakers, bulkheads, refusals);
	}

	/**
	 * By itself the client would send any request again, also one that changes something.
	 * The time to connect is set here and not by Spring Cloud Gateway's setting, for
	 * which a new client would be made for each request.
	 */
	@Bean
	HttpClientCustomizer boundedCalls(CallSettings settings) {
		return (client) -> client.disableRetry(true)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connect().toMillis())
			.responseTimeout(settings.stall());
	}

}
