package io.broadsheet.gateway.client;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose word is taken for where a request comes from.
 *
 * @param trustedProxies addresses or networks of the proxies and load balancers in front
 * of the gateway; from all others {@code X-Forwarded-For} is ignored
 */
@ConfigurationProperties("broadsheet.clients")
record ClientSettings(List<String> trustedProxies) {

	ClientSettings {
		trustedProxies = List.copyOf(trustedProxies);
	}

}
