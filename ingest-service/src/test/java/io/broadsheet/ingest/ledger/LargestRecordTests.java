package io.broadsheet.ingest.ledger;

import java.io.IOException;
import java.util.List;

import io.broadsheet.events.EventCodec;
import io.broadsheet.events.EventJson;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

import static io.broadsheet.ingest.ledger.LedgerFixtures.LEDGER;
import static io.broadsheet.ingest.ledger.LedgerFixtures.NOON;
import static io.broadsheet.ingest.ledger.LedgerFixtures.entryAfter;
import static io.broadsheet.ingest.ledger.LedgerFixtures.publish;
import static io.broadsheet.ingest.ledger.LedgerFixtures.ticket;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A record that its topic does not take would stop the ledger, so what it decides is
 * bounded when it is asked.
 */
class LargestRecordTests {

	/** The longest that a draft may have. */
	private static final String CORRECTION = "ế".repeat(2000);

	private static final String CALLER = "ế".repeat(200);

	/** What a record has beside its value. */
	private static final int OVERHEAD = 1024;

	private final JsonMapper json = EventJson.mapper();

	@Test
	void theLargestCommandOnAnArticleWithAllItsCorrectionsAliasesAndKeysMakesRecordsThatTheirTopicsTake()
			throws Exception {
		LedgerEntry entry = entryAfter(publish("One"));
		for (int i = 0; i < 2 * LedgerEntry.MOST_KEYS; i++) {
			String correction = (i < 100) ? CORRECTION : null;
			entry = accepted(revise(entry, i + " word".repeat(38), "<p>Text</p>", correction), entry).entry();
		}
		String headline = LedgerFixtures.text(entry).headline();
		int others = json(revise(entry, headline, "", null)).length;
		Command largest = revise(entry, headline, "x".repeat(mostBytesOfACommand() - others), null);
		assertThat(json(largest)).hasSize(mostBytesOfACommand());
		Announcement.Told told = (Announcement.Told) accepted(largest, entry).announcement();
		ProducerRecord<String, byte[]> event = new EventCodec("ingest-service", this.json).write(told.event());
		LedgerEntry kept = accepted(largest, entry).entry();
		assertThat(LedgerFixtures.text(kept).corrections()).hasSize(100);
		assertThat(LedgerFixtures.text(kept).aliases()).hasSize(Desk.MOST_ALIASES);
		assertThat(kept.answered()).hasSize(LedgerEntry.MOST_KEYS);
		assertThat(event.value().length + OVERHEAD).isGreaterThan(mostBytesOfACommand())
			.isLessThan(Topic.MAX_RECORD_BYTES);
		assertThat(this.json.writeValueAsBytes(kept).length + OVERHEAD).isLessThan(Topic.MAX_RECORD_BYTES);
	}

	private static Decision.Accepted accepted(Command command, LedgerEntry entry) {
		return (Decision.Accepted) LEDGER.decide(command, entry, NOON);
	}

	private static Command revise(LedgerEntry entry, String headline, String body, @Nullable String correction) {
		ArticleContent content = new ArticleContent(null, headline, null, body, "en", "transport", List.of("tram"),
				List.of(), null, List.of(), null, null, true);
		String key = CALLER + " " + "k".repeat(123) + "%05d".formatted(entry.revision());
		return new Command.Revise(ticket(key, "revise"), entry.revision(), content, correction, null);
	}

	private byte[] json(Command command) {
		return this.json.writeValueAsBytes(command);
	}

	private static int mostBytesOfACommand() throws IOException {
		return new YamlPropertySourceLoader().load("settings", new ClassPathResource("ingest-service.yml"))
			.stream()
			.map((settings) -> settings.getProperty("spring.kafka.producer.properties.max.request.size"))
			.map((bytes) -> Integer.valueOf(String.valueOf(bytes)))
			.findFirst()
			.orElseThrow();
	}

}
