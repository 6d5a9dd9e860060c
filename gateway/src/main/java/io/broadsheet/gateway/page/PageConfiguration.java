package io.broadsheet.gateway.page;

import io.broadsheet.gateway.cache.InsideRoutes;
import io.broadsheet.gateway.cache.Origin;
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
	Origin pages(InsideRoutes routes, PageSettings settings) {
		return new PageOrigin(new Parts(routes), settings);
	}

	@Bean
	PageFilter pageFilter(Origin pages) {
		return new PageFilter(pages);
	}

}
