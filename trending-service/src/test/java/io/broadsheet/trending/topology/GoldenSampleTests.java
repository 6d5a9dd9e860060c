package io.broadsheet.trending.topology;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import io.broadsheet.events.EventJson;
import io.broadsheet.events.EventType;
import io.broadsheet.events.GoldenSample;
import io.broadsheet.events.Topic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

import static io.broadsheet.trending.SampleArticles.published;
import static io.broadsheet.trending.SampleArticles.viewed;
import static io.broadsheet.trending.SampleArticles.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The records on the wire are those of the contract.
 */
class GoldenSampleTests {

	private static final OffsetDateTime TEN = OffsetDateTime.parse("2026-03-01T10:00:00+07:00");

	private static final GoldenSample RANKING = GoldenSample.of(EventType.RANKING_CHANGED);

	@Test
	void theSamplesOfArticlesAndViewsAreReadAndTheSampleOfARankingIsWritten() {
		try (DrivenTopology topology = new DrivenTopology(TEN.minusSeconds(1))) {
			String id = sampleId();
			pipe(topology, GoldenSample.of(EventType.ARTICLE_PUBLISHED));
			pipe(topology, GoldenSample.of(EventType.ARTICLE_REVISED));
			pipe(topology, GoldenSample.of(EventType.ARTICLE_VIEWED));
			topology.tell(viewed(id, "v1", TEN.minusMinutes(2)));
			topology.tell(published("other", "transport"));
			topology.tell(viewed("other", "v1", TEN.minusMinutes(2)), viewed("other", "v2", TEN.minusMinutes(2)),
					viewed("other", "v3", TEN.minusMinutes(2)));
			topology.settle();
			assertThat(topology.section("transport")).containsExactly("other 3", id + " 2");

			topology.at(TEN).tell(withdrawn("other", "transport"), viewed(id, "v2", TEN.minusMinutes(1)));
			topology.settle();

			assertThat(topology.toldRecords()).filteredOn((record) -> record.key().equals(RANKING.key()))
				.singleElement()
				.satisfies(GoldenSampleTests::isTheSample);
		}
	}

	@Test
	void theSampleOfAWithdrawalIsRead() {
		try (DrivenTopology topology = new DrivenTopology(TEN)) {
			pipe(topology, GoldenSample.of(EventType.ARTICLE_PUBLISHED));
			pipe(topology, GoldenSample.of(EventType.ARTICLE_WITHDRAWN));
			pipe(topology, GoldenSample.of(EventType.ARTICLE_VIEWED));
			topology.settle();
			assertThat(topology.overall()).isEmpty();
			assertThat(topology.views("withdrawn")).isEqualTo(1);
		}
	}

	private static String sampleId() {
		return GoldenSample.of(EventType.ARTICLE_PUBLISHED).key();
	}

	private static void isTheSample(TestRecord<String, byte[]> record) {
		Map<String, String> headers = Arrays.stream(record.headers().toArray())
			.collect(Collectors.toMap((header) -> header.key(), (header) -> new String(header.value())));
		assertThat(headers).isEqualTo(RANKING.headers());
		assertThat(EventJson.mapper().readTree(record.value())).isEqualTo(RANKING.value());
	}

	private static void pipe(DrivenTopology topology, GoldenSample sample) {
		Topic topic = Arrays.stream(Topic.values())
			.filter((candidate) -> candidate.topicName().equals(sample.topic()))
			.findFirst()
			.orElseThrow();
		topology.pipe(topic, sample.key(), sample.recordValue(), sample.recordHeaders());
	}

}
