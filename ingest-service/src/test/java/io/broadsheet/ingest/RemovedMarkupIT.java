package io.broadsheet.ingest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleRevised;
import io.broadsheet.events.Event;
import io.broadsheet.events.EventJson;
import io.broadsheet.events.Topic;
import io.broadsheet.ingest.article.ArticleIds;
import io.broadsheet.ingest.article.SafeHtml;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

import static io.broadsheet.ingest.EditorClient.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What becomes of markup that articles may not contain, whichever way it comes in.
 */
@RunsIngestService
@EmbeddedKafka(bootstrapServersProperty = "spring.kafka.bootstrap-servers")
class RemovedMarkupIT {

	private static final String BAD = "<p onclick=\"x()\">Text<script>x()</script> <a href=\"javascript:x()\">a</a></p>"
			+ "<iframe src=\"https://x.example\"></iframe>";

	private static final String GOOD = "<p>Text</p>";

	@LocalServerPort
	private int port;

	@Autowired
	private HealthEndpoint health;

	@Value("${spring.kafka.bootstrap-servers}")
	private String brokers;

	private EditorClient editor;

	@BeforeEach
	void awaitReadiness() {
		this.editor = new EditorClient(this.port);
		await().atMost(60, TimeUnit.SECONDS)
			.until(() -> "UP".equals(this.health.healthForPath("readiness").getStatus().getCode()));
	}

	@Test
	void theAnswerToAPublicationAndToARevisionListsAllThatWasTakenOut() {
		EntityExchangeResult<Map<String, Object>> published = this.editor.publish(key(), draft(null, BAD));
		assertThat(removed(published)).containsExactlyInAnyOrder("p@onclick", "script", "a", "iframe");
		String id = EditorClient.id(published);
		EntityExchangeResult<Map<String, Object>> revised = this.editor.revise(id, "\"1\"",
				draft(null, "<h2 style=\"x\">Head</h2>" + BAD));
		assertThat(removed(revised)).containsExactlyInAnyOrder("h2@style", "p@onclick", "script", "a", "iframe");
		assertThat(bodies(id)).containsExactly("<p>Text a</p>", "<h2>Head</h2><p>Text a</p>");
	}

	@Test
	void anAnswerToWhichNothingWasTakenOutDoesNotSpeakOfIt() {
		EntityExchangeResult<Map<String, Object>> published = this.editor.publish(key(), draft(null, GOOD));
		assertThat(published.getResponseBody()).doesNotContainKey("removedMarkup");
		assertThat(this.editor.revise(EditorClient.id(published), "\"1\"", draft(null, GOOD + GOOD)).getResponseBody())
			.containsEntry("revision", 2)
			.doesNotContainKey("removedMarkup");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
			"<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
			"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
			"<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
			"<svg><desc><noscript>&lt;/noscript>&lt;img src=x onerror=alert(1)>",
			"<p><a href=\"https://x.example\"><select><template><style><!--</style><a rel=\"--></style></template>"
					+ "</select><img id=x src onerror=alert(1)>\">",
			"<textarea><p title=\"</textarea><script>alert(1)</script>\">",
			"<scr<script>ipt>alert(1)</scr</script>ipt>",
			"<img src=\"https://x.example/a.png\" alt=\"``onerror=alert(1)\">" })
	void whatAParserWouldTurnIntoAScriptComesOutWithoutOne(String trap) {
		String externalId = key();
		String id = ArticleIds.of(externalId, null);
		assertThat(this.editor.published(draft(externalId, trap))).isEqualTo(id);
		assertThat(this.editor.revise(id, "\"1\"", draft(externalId, GOOD + trap)).getStatus().value()).isEqualTo(200);
		assertThat(this.editor.imported(draft(externalId, GOOD + GOOD + trap) + "\n")).containsEntry("revised", 1);
		assertThat(bodies(id)).hasSize(3).allSatisfy(SafeHtml::assertSafe);
	}

	private List<String> bodies(String id) {
		return new LogReader(this.brokers).events(Topic.ARTICLES, id).stream().map(RemovedMarkupIT::body).toList();
	}

	private static String body(Event event) {
		return (event instanceof ArticlePublished published) ? published.article().body()
				: ((ArticleRevised) event).article().body();
	}

	@SuppressWarnings("unchecked")
	private static List<String> removed(EntityExchangeResult<Map<String, Object>> answer) {
		return (List<String>) answer.getResponseBody().get("removedMarkup");
	}

	private static String draft(String externalId, String body) {
		return EventJson.mapper().writeValueAsString(new Draft(externalId, "A trap", "en", "transport", body));
	}

	private record Draft(String externalId, String headline, String language, String section, String body) {

	}

}
