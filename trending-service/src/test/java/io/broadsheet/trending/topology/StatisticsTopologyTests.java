package io.broadsheet.trending.topology;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.broadsheet.trending.SampleArticles.published;
import static io.broadsheet.trending.SampleArticles.reacted;
import static io.broadsheet.trending.SampleArticles.revised;
import static io.broadsheet.trending.SampleArticles.shared;
import static io.broadsheet.trending.SampleArticles.viewed;
import static io.broadsheet.trending.SampleArticles.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * From articles and views to the statistics of an article.
 */
class StatisticsTopologyTests {

	private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00+07:00");

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final DrivenTopology topology = new DrivenTopology(NOON);

	@AfterEach
	void close() {
		this.topology.close();
	}

	@Test
	void viewsThatCountAreCountedAndTheOthersByTheReasonOfTheMetric() {
		this.topology.tell(published("a", "x"), viewed("a", "v1", NOON), viewed("a", "v1", NOON.plusSeconds(1)),
				viewed("a", "v2", NOON), viewed("a", "v1", NOON.minusHours(2)));
		assertThat(this.topology.statistics("a").views()).containsEntry("1h", 2L)
			.containsEntry("24h", 3L)
			.containsEntry("total", 3L);
		assertThat(this.topology.statistics("a").visitors()).containsEntry("24h", 2L).containsEntry("total", 2L);
		assertThat(this.topology.statistics("a").filtered()).containsOnlyKeys("duplicate")
			.containsEntry("duplicate", (long) this.topology.views("duplicate"));
	}

	@Test
	void theSameNumberStandsInTheListAndInTheStatistics() {
		this.topology.tell(published("a", "x"));
		for (int i = 0; i < 200; i++) {
			this.topology.tell(viewed("a", "v" + i, this.topology.now().minusSeconds(i * 432L)));
		}
		this.topology.settle();
		for (int hour = 0; hour < 26; hour++) {
			this.topology.pass(Duration.ofMinutes(61));
			long views = this.topology.statistics("a").views().get("24h");
			assertThat(this.topology.overall()).isEqualTo((views > 0) ? List.of("a " + views) : List.of());
		}
		assertThat(this.topology.statistics("a").views()).containsEntry("24h", 0L).containsEntry("7d", 200L);
	}

	@Test
	void aHundredThousandVisitorsAreCountedAndToldApartToAFewPercent() {
		this.topology.tell(published("a", "x"));
		for (int i = 0; i < 100_000; i++) {
			this.topology.tell(viewed("a", "v" + i, NOON));
		}
		this.topology.settle();
		assertThat(this.topology.overall()).containsExactly("a 100000");
		assertThat(this.topology.statistics("a").views()).containsEntry("1h", 100_000L);
		assertThat(this.topology.statistics("a").visitors().get("24h")).as("four times the standard error")
			.isBetween(93_200L, 100_000L);
		assertThat(this.topology.ranking("most-viewed/24h/all").items().get(0).visitors()).isBetween(93_200L, 100_000L);
	}

	@Test
	void reactionsAreThoseThatStandAndSharesAreCountedByChannel() {
		this.topology.tell(published("a", "x"), reacted("a", "v1", true, NOON), reacted("a", "v2", true, NOON),
				reacted("a", "v2", false, NOON.plusSeconds(1)), reacted("a", "v2", true, NOON.minusSeconds(1)),
				shared("a", "v1", "whatsapp", NOON), shared("a", "v2", "whatsapp", NOON),
				shared("a", "v2", "e-mail", NOON), shared("a", "v2", "e-mail", NOON.plusSeconds(1)));
		assertThat(this.topology.statistics("a").reactions()).isEqualTo(Map.of("like", 1L));
		assertThat(this.topology.statistics("a").shares()).isEqualTo(Map.of("e-mail", 1L, "whatsapp", 2L));
		assertThat(this.topology.statistics("a").filtered()).isEqualTo(Map.of("duplicate", 1L, "outdated", 1L));
	}

	@Test
	void hoursAreThoseOfThePublishersZone() {
		this.topology.tell(published("a", "x"), viewed("a", "v1", NOON), viewed("a", "v2", NOON.minusMinutes(30)),
				viewed("a", "v3", NOON.minusHours(1)), viewed("a", "v4", NOON.minusHours(24)));
		assertThat(this.topology.statistics("a").hourly()).hasSize(25)
			.filteredOn((hour) -> hour.views() > 0)
			.extracting((hour) -> hour.at() + " " + hour.views())
			.containsExactly("2026-02-28T12:00+07:00 1", "2026-03-01T11:00+07:00 2", "2026-03-01T12:00+07:00 1");
	}

	@Test
	void aPurgedArticleIsForgottenAndARestoredOneIsNot() {
		this.topology.tell(published("a", "x"), viewed("a", "v1", NOON));
		this.topology.tell(withdrawn("a", "x"), viewed("a", "v2", NOON), revised("a", "x"));
		assertThat(this.topology.statistics("a").views()).containsEntry("total", 1L);
		assertThat(this.topology.statistics("a").filtered()).containsEntry("withdrawn", 1L);
		this.topology.purge("a");
		assertThat(this.topology.entriesOf("statistics")).isZero();
	}

	@Test
	void oldPanesAreForgottenByThemselves() {
		this.topology.tell(published("a", "x"));
		for (int i = 0; i < 100; i++) {
			this.topology.tell(viewed("a", "v" + i, NOON));
		}
		this.topology.pass(Duration.ofDays(32));
		for (int tick = 0; tick < 10; tick++) {
			this.topology.settle();
		}
		assertThat(this.topology.entriesOf("statistics")).as("journal, counts and all visitors").isEqualTo(3);
	}

	@Test
	void viewsThatWaitedTooLongAreToldOnceTheirArticleIsThere() {
		this.topology.tell(viewed("a", "v1", NOON));
		this.topology.pass(MINUTE.plusMillis(1)).pass(MINUTE);
		this.topology.tell(published("a", "x"));
		assertThat(this.topology.statistics("a").filtered()).containsEntry("unknown-article", 1L);
	}

}
