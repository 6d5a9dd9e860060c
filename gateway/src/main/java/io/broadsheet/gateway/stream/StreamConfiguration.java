package io.broadsheet.gateway.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The live stream.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamSettings.class)
class StreamConfiguration {

	private static final String PREFIX = "broadsheet.gateway.stream.";

	@Bean
	LiveStream liveStream(StreamSettings settings, MeterRegistry registry) {
		return new LiveStream(settings,
				Counter.builder(PREFIX + "dropped")
					.description("Clients that were cut off because they read too slowly")
					.register(registry));
	}

	@Bean
	StreamLifecycle streamLifecycle(LiveStream stream, StreamSettings settings) {
		return new StreamLifecycle(stream, settings.heartbeat());
	}

	@Bean
	OpenStreams openStreams(StreamSettings settings, MeterRegistry registry) {
		OpenStreams open = new OpenStreams(settings.perClient(), settings.total());
		Gauge.builder(PREFIX + "open", open, OpenStreams::count)
			.description("Streams that are open")
			.register(registry);
		return open;
	}

}
