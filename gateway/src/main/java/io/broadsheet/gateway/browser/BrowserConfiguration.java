package io.broadsheet.gateway.browser;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * What browsers are told, around everything else that answers.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CorsSettings.class)
class BrowserConfiguration {

	@Bean
	BrowserHeaders browserHeaders(CorsSettings settings) {
		return new BrowserHeaders(settings.allowedOrigins().isEmpty() ? null : new CrossOrigin(settings));
	}

	/** Of several decorators, the first stands outermost. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	WebHttpHandlerBuilderCustomizer browsersAroundEverything(BrowserHeaders headers) {
		return (builder) -> builder.httpHandlerDecorator((next) -> new BrowserHandler(next, headers));
	}

}
