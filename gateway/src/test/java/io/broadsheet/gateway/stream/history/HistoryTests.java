package io.broadsheet.gateway.stream.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client that comes back is told.
 */
class HistoryTests {

	private final History history = new History(5);

	@BeforeEach
	void begin() {
		this.history.begin(10, 100);
	}

	@Test
	void whoSawEverythingMissedNothing() {
		String last = tell(this.history, 0, 10, "a");
		assertThat(missed(this.history, last)).isEmpty();
	}

	@Test
	void whatCameAfterTheLastEventIsMissedInItsOrder() {
		String seen = tell(this.history, 0, 10, "a");
		tell(this.history, 1, 100, "b");
		tell(this.history, 0, 11, "c");
		assertThat(missed(this.history, seen)).containsExactly("b", "c");
	}

	@Test
	void whatIsOlderThanTheHistoryIsSaidToBeLost() {
		String first = tell(this.history, 0, 10, "a");
		String second = tell(this.history, 0, 11, "b");
		for (int offset = 12; offset < 17; offset++) {
			tell(this.history, 0, offset, "c" + offset);
		}
		assertThat(this.history.since(first)).isEqualTo(new Resumption.Lost("too-old"));
		assertThat(missed(this.history, second)).containsExactly("c12", "c13", "c14", "c15", "c16");
	}

	@Test
	void ofARankedListTheLastChangeIsEnoughAndCrowdsNothingOut() {
		String seen = tell(this.history, 0, 10, "a");
		tell(this.history, 0, 11, "b");
		for (int offset = 100; offset < 200; offset++) {
			this.history.add(new StreamEvent(1, offset, StreamEvent.RANKING, "trending/24h/all",
					this.history.advance(1, offset + 1), "{}"));
		}
		assertThat(missed(this.history, seen)).containsExactly("b", "trending/24h/all");
	}

	@Test
	void whatWasToldBeforeReadingBeganIsLost() {
		assertThat(this.history.since("9-100")).isEqualTo(new Resumption.Lost("too-old"));
		assertThat(missed(this.history, "10-100")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "garbage", "1", "10-100-3", "10--100", "-10-100", "10-1e2", "10-99999999999999999999",
			"10-1101", "٣-٤", "10-100\n" })
	void whatWasNeverToldHereIsUnknown(String id) {
		assertThat(this.history.since(id)).isEqualTo(new Resumption.Lost("unknown"));
	}

	@Test
	void aGatewayThatIsALittleAheadIsBelieved() {
		assertThat(this.history.since("10-1100")).isInstanceOf(Resumption.Resumed.class);
	}

	/**
	 * Two gateways read the same partitions in different orders; a client wanders between
	 * them at random, and sees each event once.
	 */
	@Test
	void aClientThatWandersBetweenGatewaysSeesEverythingOnce() {
		Random random = new Random(7);
		History[] gateways = { new History(1000), new History(1000) };
		int[][] read = new int[2][3];
		for (History gateway : gateways) {
			gateway.begin(0, 0, 0);
		}
		List<String> seen = new ArrayList<>();
		String lastId = "0-0-0";
		for (int step = 0; step < 2000; step++) {
			int gateway = random.nextInt(2);
			int partition = random.nextInt(3);
			if (read[gateway][partition] < 100) {
				int offset = read[gateway][partition]++;
				tell(gateways[gateway], partition, offset, partition + "@" + offset);
			}
			if (random.nextInt(10) == 0) {
				Resumption.Resumed resumed = (Resumption.Resumed) gateways[random.nextInt(2)].since(lastId);
				for (StreamEvent event : resumed.missed()) {
					seen.add(event.subject());
					lastId = event.position().toString();
				}
			}
		}
		assertThat(seen).doesNotHaveDuplicates();
		Position last = Position.parse(lastId).orElseThrow();
		for (int partition = 0; partition < 3; partition++) {
			int lane = partition;
			assertThat(seen.stream().filter((event) -> event.startsWith(lane + "@"))).as("of partition %d", lane)
				.containsExactlyElementsOf(
						LongStream.range(0, last.next(lane)).mapToObj((offset) -> lane + "@" + offset).toList());
			assertThat(last.next(lane)).isGreaterThan(50);
		}
	}

	private static String tell(History history, int partition, long offset, String subject) {
		Position position = history.advance(partition, offset + 1);
		history.add(new StreamEvent(partition, offset, StreamEvent.ARTICLE, subject, position, "{}"));
		return position.toString();
	}

	private static List<String> missed(History history, String lastEventId) {
		return ((Resumption.Resumed) history.since(lastEventId)).missed().stream().map(StreamEvent::subject).toList();
	}

}
