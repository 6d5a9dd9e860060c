package io.broadsheet.catalog.search;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.broadsheet.catalog.article.ArticleQueries;
import io.broadsheet.catalog.article.CollectionMembers;
import io.broadsheet.catalog.paging.Cursors;
import io.broadsheet.catalog.projection.RecordReader;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Search, from the log to the answer.
 */
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

	private static final String COMPONENT = "catalog-service";

	private static final int PATIENCE_MILLISECONDS = 5000;

	private static final int THREADS = 4;

	/** Searches that wait for a thread; further ones are refused. */
	private static final int WAITING = 256;

	@Bean
	SearchStatus searchStatus(SearchSettings settings) {
		return new SearchStatus(settings.enabled());
	}

	@Bean
	SearchMetrics searchMetrics(MeterRegistry meters, SearchStatus status) {
		return new SearchMetrics(meters, status);
	}

	@Bean
	SearchHealthIndicator searchHealthIndicator(SearchStatus status) {
		return new SearchHealthIndicator(status);
	}

	@Bean
	SearchFollower searchFollower(KafkaProperties kafka, KafkaAdmin admin, SearchStatus status, SearchMetrics metrics,
			SearchSettings settings, Clock clock) {
		RecordReader reader = new RecordReader(new EventCodec(COMPONENT));
		return new SearchFollower(settings, status, () -> consumer(kafka), identity(admin),
				(log, index) -> new LogFeed(log, index, status, reader, metrics, settings, clock));
	}

	@Bean(destroyMethod = "dispose")
	Scheduler searchScheduler() {
		return Schedulers.newBoundedElastic(THREADS, WAITING, "search");
	}

	@Bean
	IndexedSearch indexedSearch(SearchStatus status, ArticleQueries articles,
			ObjectProvider<CollectionMembers> collections, Cursors cursors, SearchMetrics metrics,
			SearchSettings settings, @Qualifier("searchScheduler") Scheduler scheduler, Clock clock) {
		return new IndexedSearch(status, articles, collections.getIfAvailable(), new SearchPages(cursors), metrics,
				settings, scheduler, clock);
	}

	/** Reads all partitions, whatever other instances read, and never leaves any out. */
	private static Consumer<byte[], byte[]> consumer(KafkaProperties kafka) {
		Map<String, Object> properties = new HashMap<>(kafka.buildConsumerProperties());
		properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
		properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLISECONDS);
		properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLISECONDS);
		properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "search");
		properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
		properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
		properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
	}

	private static Supplier<String> identity(KafkaAdmin kafka) {
		String topic = Topic.ARTICLES.topicName();
		return () -> Objects.requireNonNull(kafka.describeTopics(topic).get(topic), topic).topicId().toString();
	}

}
