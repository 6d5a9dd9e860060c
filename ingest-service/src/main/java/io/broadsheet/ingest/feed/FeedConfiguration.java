package io.broadsheet.ingest.feed;

import java.time.Clock;

import io.broadsheet.ingest.fetch.Fetcher;
import io.broadsheet.ingest.imports.Imports;
import io.broadsheet.ingest.imports.feed.FeedReader;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.KafkaStreams;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Feeds: which there are, who polls them, who takes their articles in, who tells how they
 * are.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeedSettings.class)
class FeedConfiguration {

	@Bean
	Feeds feeds(FeedSettings settings, KafkaStreams ledger, Clock clock) {
		return new Feeds(settings.sources()
			.stream()
			.map((source) -> new Feed(source, settings.longestBackOff(), clock.instant()))
			.toList(), new LedgerShare(ledger));
	}

	@Bean
	FeedIntake feedIntake(FeedReader reader, Imports imports) {
		return new FeedIntake(reader, imports);
	}

	@Bean
	FeedPoller feedPoller(Feeds feeds, FeedSettings settings, FeedIntake intake, MeterRegistry meters, Clock clock) {
		Fetcher fetcher = new Fetcher(settings.limits(), settings.trustedHosts(), clock, HttpClient.newConnection());
		FeedMetrics metrics = new FeedMetrics(meters);
		feeds.all().forEach(metrics::watch);
		return new FeedPoller(feeds, fetcher, intake, metrics, clock);
	}

	@Bean
	FeedsHealthIndicator feedsHealthIndicator(Feeds feeds) {
		return new FeedsHealthIndicator(feeds);
	}

}
