package io.broadsheet.ingest;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.broadsheet.ingest.article.ArticleIds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

import static io.broadsheet.ingest.EditorClient.draft;
import static io.broadsheet.ingest.EditorClient.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the history of an article tells of those who made it.
 */
@RunsIngestService
@EmbeddedKafka(bootstrapServersProperty = "spring.kafka.bootstrap-servers")
class RevisionsIT {

	@LocalServerPort
	private int port;

	@Autowired
	private HealthEndpoint health;

	private EditorClient linh;

	private EditorClient minh;

	private EditorClient agency;

	private final List<Instant> between = new ArrayList<>();

	@BeforeEach
	void awaitReadiness() {
		this.linh = EditorClient.as("Linh Đỗ", this.port);
		this.minh = EditorClient.as("minh", this.port);
		this.agency = EditorClient.as("agency", this.port);
		await().atMost(60, TimeUnit.SECONDS)
			.until(() -> "UP".equals(this.health.healthForPath("readiness").getStatus().getCode()));
	}

	@Test
	void eachRevisionNamesTheEditorOrTheImportThatMadeItAndWhenThatWas() {
		String externalId = key();
		String id = ArticleIds.of(externalId, null);
		step(this.agency.imported(line(externalId, "One")), "created");
		step(this.linh.revise(id, "\"1\"", draft("Two")));
		step(this.minh.revise(id, "\"2\"", draft("Three").replaceFirst("\\{", "{\"correction\": \"It was two\", ")));
		step(this.linh.withdraw(id));
		step(this.minh.restore(id));
		step(this.agency.imported(line(externalId, "Six")), "revised");

		List<Map<String, Object>> revisions = revisions(id);

		assertThat(revisions).extracting("by")
			.containsExactly("agency", "minh", "Linh Đỗ", "minh", "Linh Đỗ", "agency");
		assertThat(revisions).extracting("change")
			.containsExactly("import", "restore", "withdraw", "correct", "revise", "import");
		for (int revision = 1; revision <= 6; revision++) {
			OffsetDateTime at = OffsetDateTime.parse(revisions.get(6 - revision).get("at").toString());
			assertThat(at.toInstant()).as("revision " + revision)
				.isBetween(this.between.get(revision - 1), this.between.get(revision));
			assertThat(at.getOffset()).isEqualTo(ZoneOffset.ofHours(7));
		}
	}

	@Test
	void whatTheClockDidIsNobodysAndWhoPlannedItIsNamed() {
		OffsetDateTime time = OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(2);
		String id = this.linh.published(draft("Planned").replaceFirst("\\{", "{\"publishAt\": \"" + time + "\", "));
		await().atMost(30, TimeUnit.SECONDS).until(() -> revisions(id).size() == 2);
		assertThat(revisions(id).get(0)).containsEntry("change", "release").doesNotContainKey("by");
		assertThat(revisions(id).get(1)).containsEntry("change", "publish").containsEntry("by", "Linh Đỗ");
		assertThat(OffsetDateTime.parse(revisions(id).get(0).get("at").toString()))
			.isAfterOrEqualTo(time.truncatedTo(ChronoUnit.MILLIS));
		assertThat(OffsetDateTime.parse(revisions(id).get(1).get("at").toString())).isBefore(time);
	}

	private void step(EntityExchangeResult<Map<String, Object>> answer) {
		assertThat(answer.getStatus().value()).isEqualTo(200);
		tick();
	}

	private void step(Map<String, Object> report, String outcome) {
		assertThat(report).containsEntry(outcome, 1);
		tick();
	}

	/** The ledger tells times in milliseconds. */
	private void tick() {
		this.between.add(Instant.now().truncatedTo(ChronoUnit.MILLIS));
	}

	@BeforeEach
	void begin() {
		tick();
	}

	@SuppressWarnings("unchecked")
	private List<Map<String, Object>> revisions(String id) {
		return (List<Map<String, Object>>) this.minh.get("/api/v1/newsroom/articles/" + id + "/revisions")
			.getResponseBody()
			.get("items");
	}

	private static String line(String externalId, String headline) {
		return draft(headline).replaceFirst("\\{", "{\"externalId\": \"" + externalId + "\", ") + "\n";
	}

}
