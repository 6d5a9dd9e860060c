package io.broadsheet.trending.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told of the commits of Kafka Streams. The driver commits after each record.
 */
class CommitsTests {

	private static final StoreBuilder<KeyValueStore<String, Long>> SUMS = InMemoryStores.store("sums", Serdes.String(),
			Serdes.Long());

	private final List<String> steps = new ArrayList<>();

	@Test
	void aRecordIsSavedAfterItWasProcessedAndBeforeItIsCommitted() {
		try (TopologyTestDriver driver = driver()) {
			var input = driver.createInputTopic("input", new StringSerializer(), new StringSerializer());
			input.pipeInput("a", "1");
			assertThat(this.steps).containsExactly("process 1", "save");
			assertThat(driver.<String, Long>getKeyValueStore("sums").get("processed")).isEqualTo(1);
		}
	}

	@Test
	void whatAPunctuatorDidIsCommittedLikewise() {
		try (TopologyTestDriver driver = driver()) {
			driver.advanceWallClockTime(Duration.ofSeconds(1));
			assertThat(this.steps).containsExactly("punctuate", "save");
		}
	}

	@Test
	void nothingIsSavedByAProcessorThatIsNoMore() {
		Commits commits = Commits.store().build();
		commits.before(() -> this.steps.add("closed"));
		commits.close();
		commits.flushCache();
		commits.before(() -> this.steps.add("recycled"));
		commits.clearCache();
		commits.flushCache();
		commits.before(() -> this.steps.add("suspended"));
		commits.before(() -> this.steps.add("resumed"));
		commits.flushCache();
		assertThat(this.steps).containsExactly("resumed");
	}

	private TopologyTestDriver driver() {
		StreamsBuilder builder = new StreamsBuilder();
		builder.addStateStore(Commits.store());
		builder.addStateStore(SUMS);
		builder.stream("input", Consumed.with(Serdes.String(), Serdes.String()))
			.process(Counting::new, Commits.NAME, "sums");
		return new TopologyTestDriver(builder.build(), new Properties());
	}

	private final class Counting extends ContextualProcessor<String, String, Void, Void> {

		private long processed;

		@Override
		public void init(ProcessorContext<Void, Void> context) {
			super.init(context);
			KeyValueStore<String, Long> sums = context.getStateStore("sums");
			Commits commits = context.getStateStore(Commits.NAME);
			commits.before(() -> {
				CommitsTests.this.steps.add("save");
				sums.put("processed", this.processed);
			});
			context.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME,
					(time) -> CommitsTests.this.steps.add("punctuate"));
		}

		@Override
		public void process(Record<String, String> record) {
			this.processed++;
			CommitsTests.this.steps.add("process " + record.value());
		}

	}

}
