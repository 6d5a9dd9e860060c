package io.broadsheet.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import io.broadsheet.events.ArticleApplied;
import io.broadsheet.events.ArticleWithdrawn;
import io.broadsheet.events.CollectionApplied;
import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.RankingChanged;
import io.broadsheet.events.Topic;
import io.broadsheet.gateway.cache.store.AnswerCache;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.condition.EmbeddedKafkaCondition;
import org.springframework.kafka.test.context.EmbeddedKafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is told on the log is no longer answered from the cache, with a real broker.
 */
@EmbeddedKafka(partitions = 1, bootstrapServersProperty = "embedded.brokers",
		brokerProperties = { "auto.create.topics.enable=false" })
class PurgesIT {

	private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-03-01T10:00:00+07:00");

	private static final ScriptedUpstream upstream = new ScriptedUpstream();

	private static final HttpClient http = HttpClient.newHttpClient();

	private static ConfigurableApplicationContext gateway;

	private static KafkaProducer<String, byte[]> producer;

	/** The gateway is there before the topics, which it does not make. */
	@BeforeAll
	static void start() {
		EmbeddedKafkaBroker broker = EmbeddedKafkaCondition.getBroker();
		gateway = SpringApplication.from(GatewayApplication::main)
			.run("--server.port=0", "--management.server.port=0",
					"--KAFKA_BOOTSTRAP_SERVERS=" + broker.getBrokersAsString(), "--CATALOG_URL=" + upstream.url(),
					"--TRENDING_URL=" + upstream.url(), "--broadsheet.cache.unheard=0s")
			.getApplicationContext();
		assertThat(health("/readiness")).contains("\"UP\"");
		assertThat(health("")).contains("\"heard\":false");
		broker.addTopics(Topic.ARTICLE_RECEIPTS.toNewTopic((short) 1), Topic.RANKINGS.toNewTopic((short) 1),
				Topic.ARTICLES.toNewTopic((short) 1));
		producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker.getBrokersAsString()), new StringSerializer(),
				new ByteArraySerializer());
		await().atMost(30, SECONDS).until(() -> gateway.getBean(AnswerCache.class).isHeard());
		assertThat(health("")).contains("\"heard\":true");
	}

	@AfterAll
	static void stop() {
		producer.close();
		gateway.close();
		upstream.close();
	}

	@Test
	void aReceiptPurgesWhatItNames() {
		ArticleApplied applied = new ArticleApplied("tram", 2, "catalog-service", "catalog-1", TIME,
				List.of("article:tram", "section:transport", "latest"), null);
		purges("/api/v1/articles/tram", "article:tram", applied);
		purges("/api/v1/articles?section=transport", "section:transport article:other", applied);
		purges("/api/v1/articles/not-yet-there", "latest", applied);
	}

	/** The catalog, which would tell with a receipt, may be away. */
	@Test
	void aWithdrawalAndAPurgeAreNotWaitedFor() {
		purges("/api/v1/articles/libel", "article:libel", new ArticleWithdrawn("libel", 2, "libel-1", List.of(),
				"transport", List.of(), "en", TIME, TIME, "A libel"));
		cached("/api/v1/articles/erased", "article:erased");
		upstream.script("/api/v1/articles/erased", 404, "after", "Surrogate-Key", "latest");
		producer.send(new ProducerRecord<>(Topic.ARTICLES.topicName(), "erased", null));
		await().atMost(20, SECONDS).until(() -> get("/api/v1/articles/erased").equals("after"));
	}

	@Test
	void aReceiptOfACollectionPurgesIt() {
		purges("/api/v1/collections/tet", "collection:tet article:tram", new CollectionApplied("tet", 0, 7,
				"catalog-service", "catalog-1", TIME, List.of("collection:tet", "collections")));
	}

	/**
	 * On a route whose answers are kept for an hour: those of rankings end by themselves.
	 */
	@Test
	void aRankingPurgesWhatDependsOnIt() {
		purges("/api/v1/sections", "ranking:most-viewed article:tram", new RankingChanged("most-viewed", "24h", null,
				null, null, TIME, TIME.minusDays(1), TIME, 0, List.of(), List.of()));
	}

	@Test
	void aReceiptThatCantBeReadPurgesEverything() {
		cached("/api/v1/tags", "latest");
		upstream.script("/api/v1/tags", 200, "after", "Surrogate-Key", "latest");
		producer.send(new ProducerRecord<>(Topic.ARTICLE_RECEIPTS.topicName(), "tram", "{garbage".getBytes(UTF_8)));
		await().atMost(20, SECONDS).until(() -> get("/api/v1/tags").equals("after"));
	}

	private static void purges(String path, String surrogateKeys, Event event) {
		cached(path, surrogateKeys);
		upstream.script(URI.create(path).getPath(), 200, "after", "Surrogate-Key", surrogateKeys);
		assertThat(get(path)).isEqualTo("before");
		producer.send(new EventCodec("test").write(event));
		await().atMost(20, SECONDS).until(() -> get(path).equals("after"));
	}

	private static void cached(String path, String surrogateKeys) {
		String script = URI.create(path).getPath();
		upstream.script(script, 200, "before", "Surrogate-Key", surrogateKeys);
		assertThat(get(path)).isEqualTo("before");
	}

	private static String health(String group) {
		return get("local.management.port", "/actuator/health" + group);
	}

	private static String get(String path) {
		return get("local.server.port", path);
	}

	private static String get(String port, String path) {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + gateway.getEnvironment().getRequiredProperty(port) + path))
			.build();
		return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join().body();
	}

}
