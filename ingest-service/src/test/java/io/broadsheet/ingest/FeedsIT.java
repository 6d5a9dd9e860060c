package io.broadsheet.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A feed from another publisher's server to the topic, on a broker inside this process.
 */
@RunsIngestService
@EmbeddedKafka(bootstrapServersProperty = "spring.kafka.bootstrap-servers")
class FeedsIT {

	private static final String FEED = """
			<rss version="2.0"><channel><title>Agency</title><link>https://agency.example/</link>
			<description>News</description><item><guid>https://agency.example/1</guid><title>%s</title>
			<link>https://agency.example/1</link><description>Teaser</description></item></channel></rss>""";

	private static final List<String> asked = new CopyOnWriteArrayList<>();

	private static final OffsetClock clock = new OffsetClock();

	private static final DisposableServer server = HttpServer.create()
		.host("localhost")
		.port(0)
		.handle(FeedsIT::answer)
		.bindNow();

	private static volatile String headline = "One";

	private static volatile String etag = "\"1\"";

	@Autowired
	private HealthEndpoint health;

	@Value("${spring.kafka.bootstrap-servers}")
	private String brokers;

	@DynamicPropertySource
	static void feeds(DynamicPropertyRegistry registry) {
		List<String> names = List.of("agency", "sick");
		for (int index = 0; index < names.size(); index++) {
			String name = names.get(index);
			String source = "broadsheet.feeds.sources[" + index + "].";
			registry.add(source + "name", () -> name);
			registry.add(source + "url", () -> "http://localhost:" + server.port() + "/" + name);
			registry.add(source + "section", () -> "world");
			registry.add(source + "language", () -> "en");
		}
	}

	@AfterAll
	static void stop() {
		server.disposeNow();
	}

	@Test
	void anItemIsPublishedOnceAndRevisedWhenTheFeedHasChangedAndASickFeedHarmsNothing() {
		await().atMost(60, TimeUnit.SECONDS).until(() -> events().size() == 1);
		Article article = ((ArticlePublished) events().get(0)).article();
		assertThat(article.headline()).isEqualTo("One");
		assertThat(article.section()).isEqualTo("world");
		assertThat(article.language()).isEqualTo("en");
		assertThat(article.source().name()).isEqualTo("Agency");

		pollAgain();
		assertThat(asked).containsExactly("none", "\"1\"");

		etag = "\"2\"";
		pollAgain();
		assertThat(events()).hasSize(1);

		headline = "Two";
		etag = "\"3\"";
		pollAgain();
		await().atMost(20, TimeUnit.SECONDS).until(() -> events().size() == 2);
		assertThat(events().get(1).type().wireName()).isEqualTo("io.broadsheet.article.revised.v1");

		assertThat(this.health.healthForPath("readiness").getStatus().getCode()).isEqualTo("UP");
		assertThat(this.health.health().getStatus().getCode()).isEqualTo("UP");
		assertThat(feed("sick")).containsEntry("lastError", "the server answered 500");
	}

	/** The next poll, until it has been answered and its outcome is known. */
	private void pollAgain() {
		int polls = asked.size();
		await().atMost(20, TimeUnit.SECONDS).until(() -> feed("agency").containsKey("lastSuccess"));
		Object last = feed("agency").get("lastSuccess");
		clock.advance(Duration.ofMinutes(5));
		await().atMost(20, TimeUnit.SECONDS)
			.until(() -> asked.size() > polls && !last.equals(feed("agency").get("lastSuccess")));
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> feed(String name) {
		var health = (org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor) this.health
			.healthForPath("feeds");
		return (Map<String, Object>) health.getDetails().get(name);
	}

	private static Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		if (request.uri().equals("/sick")) {
			return response.status(500).send();
		}
		String known = request.requestHeaders().get("If-None-Match", "none");
		asked.add(known);
		return known.equals(etag) ? response.status(304).send()
				: response.header("ETag", etag).sendString(Mono.just(FEED.formatted(headline))).then();
	}

	/** All events that are committed by now. */
	private List<Event> events() {
		List<Event> events = new ArrayList<>();
		Map<String, Object> properties = Map.of("bootstrap.servers", this.brokers, "isolation.level", "read_committed");
		try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(properties, new StringDeserializer(),
				new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = consumer.partitionsFor(Topic.ARTICLES.topicName())
				.stream()
				.map((info) -> new TopicPartition(info.topic(), info.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			while (partitions.stream().anyMatch((partition) -> consumer.position(partition) < ends.get(partition))) {
				consumer.poll(Duration.ofMillis(200)).forEach((record) -> events.add(read(record)));
			}
		}
		return events;
	}

	private static Event read(ConsumerRecord<String, byte[]> record) {
		try {
			return new EventCodec("tests").read(record.headers(), record.value()).orElseThrow();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Time {

		@Bean
		@Primary
		Clock offsetClock() {
			return clock;
		}

	}

	/** The time, with the minutes that a test does not wait for. */
	private static final class OffsetClock extends Clock {

		private volatile Duration offset = Duration.ZERO;

		void advance(Duration duration) {
			this.offset = this.offset.plus(duration);
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return Instant.now().plus(this.offset);
		}

	}

}
