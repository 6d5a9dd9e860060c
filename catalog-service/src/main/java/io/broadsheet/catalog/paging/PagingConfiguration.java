package io.broadsheet.catalog.paging;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Cursors, and the key that signs them.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CursorSettings.class)
public class PagingConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(PagingConfiguration.class);

	private static final int KEY_BYTES = 32;

	@Bean
	Cursors cursors(CursorSettings settings) {
		if (!settings.key().isEmpty()) {
			return new Cursors(settings.key().getBytes(StandardCharsets.UTF_8));
		}
		logger.atInfo().log("No CURSOR_KEY is set: cursors are good until this instance stops, and for it alone");
		byte[] key = new byte[KEY_BYTES];
		new SecureRandom().nextBytes(key);
		return new Cursors(key);
	}

}
