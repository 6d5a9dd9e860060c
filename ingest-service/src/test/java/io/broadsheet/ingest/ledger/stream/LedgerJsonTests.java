package io.broadsheet.ingest.ledger.stream;

import java.util.List;

import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleRevised;
import io.broadsheet.events.EventJson;
import io.broadsheet.ingest.ledger.LedgerEntry;
import io.broadsheet.ingest.ledger.LedgerFixtures;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ledger's JSON.
 */
class LedgerJsonTests {

	@Test
	void itIsThatOfEventsToTheByteInWhateverOrderArticlesAreWritten() {
		LedgerEntry one = LedgerFixtures.entryAfter(LedgerFixtures.publish("\"Một\" \\ 😀\u2028 </p>"));
		LedgerEntry two = LedgerFixtures.entryAfter(LedgerFixtures.publish("One"), LedgerFixtures.revise(1, "Two"));
		LedgerEntry gone = LedgerFixtures.entryAfter(LedgerFixtures.publish("Three"),
				LedgerFixtures.withdraw(1L, "wrong"));
		JsonMapper json = LedgerJson.mapper();
		for (Object value : List.of(one, new ArticlePublished(LedgerFixtures.text(one)), two, one.current(),
				new ArticleRevised(LedgerFixtures.text(two)), gone, new ArticlePublished(LedgerFixtures.text(one)))) {
			assertThat(json.writeValueAsBytes(value)).isEqualTo(EventJson.mapper().writeValueAsBytes(value));
		}
	}

}
