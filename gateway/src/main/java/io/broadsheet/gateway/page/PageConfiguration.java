package io.broadsheet.gateway.page;

import io.broadsheet.gateway.cache.CachedRoutes;
import io.broadsheet.gateway.page.part.Parts;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Pages.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PageSettings.class)
class PageConfiguration {

	@Bean
	PageFilter pageFilter(CachedRoutes routes, PageSettings settings) {
		return new PageFilter(new Parts(routes), settings);
	}

}
