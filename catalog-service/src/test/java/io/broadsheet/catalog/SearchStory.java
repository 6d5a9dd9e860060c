package io.broadsheet.catalog;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticleEvent;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleRevised;
import io.broadsheet.events.Author;
import io.broadsheet.events.Topic;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stories about search have in common.
 */
final class SearchStory {

	private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-05-01T12:00:00+07:00");

	private SearchStory() {
	}

	static EmbeddedKafkaKraftBroker broker() {
		EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, Topic.PARTITIONS);
		broker.brokerProperty("transaction.state.log.replication.factor", "1");
		broker.brokerProperty("transaction.state.log.min.isr", "1");
		broker.afterPropertiesSet();
		return broker;
	}

	static ArticleEvent story(String id, long revision, String language, String headline, String body) {
		Article article = new Article(id, null, revision, "slug-" + id, List.of(), "https://paper.example/" + id,
				headline, null, body, language, "city", List.of("tram"), List.of(new Author("Linh Đỗ")), null,
				List.of(), NOON, NOON.plusSeconds(revision), List.of(), null, true);
		return (revision == 1) ? new ArticlePublished(article) : new ArticleRevised(article);
	}

	static void awaitFound(RunningCatalog catalog, String line, String id) {
		RunningCatalog.eventually(() -> assertThat(found(catalog, line)).containsExactly(id));
	}

	static List<String> found(RunningCatalog catalog, String line) {
		return ids(search(catalog, line));
	}

	static WebTestClient.ResponseSpec search(RunningCatalog catalog, String line) {
		return catalog.get("/api/v1/articles?limit=100&q={q}", line);
	}

	@SuppressWarnings("unchecked")
	static List<String> ids(WebTestClient.ResponseSpec answer) {
		Map<String, Object> page = answer.expectStatus().isOk().expectBody(Map.class).returnResult().getResponseBody();
		return ((List<Map<String, Object>>) page.get("items")).stream().map((item) -> (String) item.get("id")).toList();
	}

}
