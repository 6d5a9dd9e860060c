package io.broadsheet.trending;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.broadsheet.events.EventJson;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.condition.EmbeddedKafkaCondition;
import org.springframework.kafka.test.context.EmbeddedKafka;

import static io.broadsheet.trending.SampleArticles.published;
import static io.broadsheet.trending.SampleArticles.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The statistics of articles, asked of several instances on a real broker.
 */
@EmbeddedKafka(partitions = 1, bootstrapServersProperty = "embedded.brokers",
		brokerProperties = { "group.initial.rebalance.delay.ms=0", "transaction.state.log.replication.factor=1",
				"transaction.state.log.min.isr=1", "offsets.topic.replication.factor=1",
				"offsets.topic.num.partitions=5", "transaction.state.log.num.partitions=5",
				"auto.create.topics.enable=false" })
class StatisticsIT {

	private static final Duration START = Duration.ofSeconds(90);

	private static final Duration SOON = Duration.ofSeconds(30);

	/** So many that they lie in several partitions. */
	private static final int ARTICLES = 12;

	private static EmbeddedKafkaBroker broker;

	@TempDir
	private Path state;

	@BeforeAll
	static void findBroker() {
		broker = EmbeddedKafkaCondition.getBroker();
	}

	@Test
	void eitherInstanceAnswersForEveryArticleAndTheOneThatIsLeftForAllOfThem() throws Exception {
		try (Newspaper newspaper = new Newspaper(broker.getBrokersAsString());
				RunningService one = service("one");
				ServiceProcess two = new ServiceProcess(broker.getBrokersAsString(), "two", 256)) {
			await().atMost(START).until(() -> one.isReady() && two.isReady());
			for (int i = 1; i <= ARTICLES; i++) {
				newspaper.tell(published("stats-" + i, "stats"));
				newspaper.view("stats-" + i, i * 10);
			}
			newspaper.tell(published("stats-unread", "stats"), published("stats-gone", "stats"),
					withdrawn("stats-gone", "stats"));
			await().atMost(SOON).untilAsserted(() -> assertThatAllIsTold((path) -> one.get("local.server.port", path)));
			await().atMost(SOON).untilAsserted(() -> assertThatAllIsTold(two::get));
			two.kill();
			await().atMost(START)
				.untilAsserted(() -> assertThatAllIsTold((path) -> one.get("local.server.port", path)));
			newspaper.view("stats-1", 5);
		}
		try (RunningService again = service("one")) {
			await().atMost(START).until(again::isReady);
			Address address = (path) -> again.get("local.server.port", path);
			await().atMost(SOON).untilAsserted(() -> assertThat(numbers(address, "stats-1")).isEqualTo("10 10 20"));
			for (int i = 2; i <= ARTICLES; i++) {
				assertThat(numbers(address, "stats-" + i)).isEqualTo(expected(i));
			}
		}
	}

	@Test
	void whileThereAreNoBrokersOneIsToldToTryAgain() {
		try (RunningService alone = new RunningService("localhost:1", this.state.resolve("alone"))) {
			HttpResponse<String> response = stats((path) -> alone.get("local.server.port", path), "a");
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().firstValue("Retry-After")).isPresent();
		}
	}

	private static void assertThatAllIsTold(Address service) {
		for (int i = 1; i <= ARTICLES; i++) {
			assertThat(numbers(service, "stats-" + i)).isEqualTo(expected(i));
		}
		assertThat(numbers(service, "stats-unread")).isEqualTo("0 0 0");
		for (String unknown : List.of("stats-nowhere", "stats-never", "nothing-at-all")) {
			assertThat(stats(service, unknown).statusCode()).isEqualTo(404);
		}
		assertThat(stats(service, "stats-gone").statusCode()).isEqualTo(410);
	}

	/** Each reader views twice, and the second time does not count. */
	private static String expected(int article) {
		int readers = article * 10;
		return readers + " " + readers + " " + readers;
	}

	/** Views, visitors and duplicates. */
	private static String numbers(Address service, String article) {
		HttpResponse<String> response = stats(service, article);
		JsonNode answer = EventJson.mapper().readTree(response.body());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		assertThat(response.headers().firstValue("Surrogate-Key")).contains("article:" + article);
		assertThat(answer.at("/views/1h").asLong()).isEqualTo(answer.at("/views/total").asLong());
		return answer.at("/views/total").asLong() + " " + answer.at("/visitors/total").asLong() + " "
				+ answer.at("/filtered/duplicate").asLong();
	}

	private static HttpResponse<String> stats(Address service, String article) {
		return service.get("/api/v1/articles/" + article + "/stats");
	}

	private RunningService service(String name) {
		return new RunningService(broker.getBrokersAsString(), this.state.resolve(name));
	}

	/** Where an instance answers. */
	private interface Address {

		HttpResponse<String> get(String path);

	}

}
