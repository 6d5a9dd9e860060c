package io.broadsheet.gateway.docs;

import io.broadsheet.gateway.cache.answer.AnswerWriter;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/**
 * The documentation, at addresses that no upstream has.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DocsSettings.class)
class DocsConfiguration {

	/** Before the routes to upstreams. */
	private static final int ORDER = -1;

	@Bean
	SimpleUrlHandlerMapping documentMapping(AnswerWriter writer, DocsSettings settings) {
		DocumentHandler handler = new DocumentHandler(new Documents(), writer, settings.maxAge());
		return new SimpleUrlHandlerMapping(handler.byPath(), ORDER);
	}

}
