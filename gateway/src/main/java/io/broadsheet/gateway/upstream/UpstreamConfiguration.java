package io.broadsheet.gateway.upstream;

import io.broadsheet.gateway.client.ClientAddresses;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
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
			.responseTimeout(settings.stall())
			.mapConnect(UpstreamConfiguration::closedIfNobodyTakesIt);
	}

	/**
	 * Who asks may leave at the very moment when the answer begins. The client's retries
	 * then drop the connection behind the back of the pool, which would wait for it for
	 * good (reactor-netty 1.3.8; what is dropped on the way is discarded in Reactor's
	 * sense).
	 */
	private static Mono<? extends Connection> closedIfNobodyTakesIt(Mono<? extends Connection> connection) {
		return connection.doOnDiscard(Connection.class, Connection::dispose);
	}

}
