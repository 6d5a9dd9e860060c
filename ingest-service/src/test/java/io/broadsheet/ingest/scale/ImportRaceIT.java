package io.broadsheet.ingest.scale;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.broadsheet.events.ArticleEvent;
import io.broadsheet.events.Event;
import io.broadsheet.events.Topic;
import io.broadsheet.ingest.LogReader;
import io.broadsheet.ingest.article.ArticleIds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The same document, sent by two programs at the same time.
 */
class ImportRaceIT {

	private static final Duration START = Duration.ofSeconds(60);

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final int ARTICLES = 500;

	@RegisterExtension
	private final OwnBroker broker = new OwnBroker();

	private final String prefix = UUID.randomUUID().toString();

	@Test
	void makesOneRevisionOfEachArticleAndTheOtherFindsItUnchanged() {
		try (ContextInstance one = ContextInstance.start(this.broker.address(), "one");
				ContextInstance two = ContextInstance.start(this.broker.address(), "two")) {
			await().atMost(START)
				.until(() -> one.isReady() && two.isReady() && one.partitions().size() == 3
						&& two.partitions().size() == 3);
			assertThatOneOfTheTwo(send("First", one, two), "created");
			assertThat(revisions()).hasSize(ARTICLES).containsOnly(1L);
			assertThatOneOfTheTwo(send("Second", one, two), "revised");
			assertThat(revisions()).hasSize(2 * ARTICLES);
			assertThat(revisions().stream().filter((revision) -> revision == 2)).hasSize(ARTICLES);
		}
	}

	/** Each keeps back all lines but one until both are heard. */
	private List<List<JsonNode>> send(String headline, Instance... instances) {
		AtomicInteger toBegin = new AtomicInteger(instances.length);
		Sinks.Empty<Void> begun = Sinks.empty();
		Flux<String> document = line(headline, 0).concatWith(
				begun.asMono().thenMany(Flux.range(1, ARTICLES - 1).concatMap((number) -> line(headline, number))));
		return Flux.fromArray(instances)
			.flatMapSequential((instance) -> Agency.send(instance, document)
				.filter(Agency::isItem)
				.map(Agency::item)
				.doOnNext((item) -> {
					if (item.path("index").asInt() == 0 && toBegin.decrementAndGet() == 0) {
						begun.tryEmitEmpty();
					}
				})
				.collectList())
			.collectList()
			.block(PATIENCE);
	}

	private Flux<String> line(String headline, int number) {
		return Flux.just("{\"externalId\": \"%s\", \"headline\": \"%s\", \"language\": \"en\", \"section\": \"a\"}\n"
			.formatted(externalId(number), headline));
	}

	private void assertThatOneOfTheTwo(List<List<JsonNode>> reports, String didIt) {
		assertThat(reports).hasSize(2).allSatisfy((report) -> assertThat(report).hasSize(ARTICLES));
		for (int number = 0; number < ARTICLES; number++) {
			int line = number;
			assertThat(reports).extracting((report) -> report.get(line).path("id").asString())
				.containsOnly(ArticleIds.of(externalId(number), null));
			assertThat(reports).extracting((report) -> report.get(line).path("outcome").asString())
				.containsExactlyInAnyOrder(didIt, "unchanged");
		}
	}

	private List<Long> revisions() {
		List<Event> events = new LogReader(this.broker.address()).events(Topic.ARTICLES);
		return events.stream().map((event) -> ((ArticleEvent) event).revision()).toList();
	}

	private String externalId(int number) {
		return this.prefix + "-" + number;
	}

}
