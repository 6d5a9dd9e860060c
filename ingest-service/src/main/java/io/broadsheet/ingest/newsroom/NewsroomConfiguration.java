package io.broadsheet.ingest.newsroom;

import io.broadsheet.ingest.ledger.stream.LedgerReader;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The newsroom: what this instance answers itself, and what it asks the others.
 */
@Configuration(proxyBeanMethods = false)
class NewsroomConfiguration {

	@Bean
	Peers peers() {
		return new Peers(WebClient.builder());
	}

	@Bean
	Newsroom newsroom(LedgerReader ledger) {
		return new Newsroom(ledger);
	}

}
