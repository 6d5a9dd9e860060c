package io.broadsheet.trending.answers;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;

import io.broadsheet.events.EventCodec;
import io.broadsheet.events.RankingChanged;
import io.broadsheet.trending.panes.Window;
import io.broadsheet.trending.ranking.ListId;
import io.broadsheet.trending.ranking.Ranking;
import io.broadsheet.trending.ranking.Scope;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is held of lists, whatever comes.
 */
class HeldRankingsTests {

	private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00Z");

	private static final ListId LIST = Ranking.MOST_VIEWED.list(Window.DAY, Scope.ALL);

	private final EventCodec codec = new EventCodec("tests");

	private final HeldRankings held = new HeldRankings(this.codec);

	@Test
	void anUpdateThatCannotBeReadLeavesTheListAsItWas() {
		hold(NOON);
		holdGarbage();
		assertThat(generatedAt()).isEqualTo(NOON);
	}

	@Test
	void aListThatSomebodyReadOutlivesAnyNumberOfUpdatesThatCannotBeRead() {
		hold(NOON);
		assertThat(generatedAt()).isEqualTo(NOON);
		holdGarbage();
		holdGarbage();
		assertThat(generatedAt()).isEqualTo(NOON);
		holdGarbage();
		assertThat(generatedAt()).isEqualTo(NOON);
	}

	@Test
	void theNextUpdateThatCanBeReadIsTheList() {
		hold(NOON);
		holdGarbage();
		hold(NOON.plusMinutes(1));
		assertThat(generatedAt()).isEqualTo(NOON.plusMinutes(1));
	}

	@Test
	void aListOfWhichNothingCouldEverBeReadIsNone() {
		holdGarbage();
		assertThat(this.held.find(LIST)).isEmpty();
	}

	private OffsetDateTime generatedAt() {
		return this.held.find(LIST).orElseThrow().generatedAt();
	}

	private void hold(OffsetDateTime at) {
		ProducerRecord<String, byte[]> record = this.codec.write(new RankingChanged("most-viewed", "24h", null, null,
				null, at, at.minusDays(1), at, 0, List.of(), List.of()));
		this.held.hold(record.key(), record.headers(), record.value());
	}

	private void holdGarbage() {
		this.held.hold(LIST.key(), new RecordHeaders(), "hello".getBytes(StandardCharsets.UTF_8));
	}

}
