package io.broadsheet.ingest.scale;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.broadsheet.events.Event;
import io.broadsheet.events.Topic;
import io.broadsheet.ingest.LogReader;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.LagInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How much an instance reads back from the log before it decides for one that was killed.
 */
class LedgerStandbyIT {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	/** Long enough for the other instance to follow, and for the kill. */
	private static final Duration AHEAD = Duration.ofSeconds(20);

	private static final int ARTICLES = 120;

	@RegisterExtension
	private final OwnBroker broker = new OwnBroker();

	private final Editor editor = new Editor();

	@Test
	void withAStandbyReplicaNothingIsReadBackWhenAnInstanceIsKilledAndWhatItHadPlannedIsPublished() {
		TakeOver takeOver = takeOver(1);
		assertThat(takeOver.articles()).isPositive();
		assertThat(takeOver.restored()).isZero();
	}

	@Test
	void withoutStandbyReplicasAllThatWasDecidedThereIsReadBackAndWhatWasPlannedIsPublished() {
		TakeOver takeOver = takeOver(0);
		assertThat(takeOver.articles()).isPositive();
		assertThat(takeOver.restored()).isGreaterThanOrEqualTo(takeOver.articles());
	}

	private TakeOver takeOver(int standbyReplicas) {
		String[] settings = { "--broadsheet.ledger.standby-replicas=" + standbyReplicas,
				"--broadsheet.ledger.session-timeout=2s" };
		try (ProcessInstance killed = ProcessInstance.start(this.broker.address(), "killed", settings);
				ContextInstance staying = ContextInstance.start(this.broker.address(), "staying", settings)) {
			await().atMost(PATIENCE)
				.until(() -> staying.isReady() && killed.isReady() && staying.partitions().size() == 3);
			List<Editor.Reply> answers = publish(staying);
			OffsetDateTime time = OffsetDateTime.now().plus(AHEAD);
			Collection<String> planned = Editor
				.oneInEachPartition(() -> this.editor.schedule(staying.url(), "Planned", time))
				.values();
			Set<Integer> taken = othersThan(staying.partitions());
			await().atMost(PATIENCE).until(() -> standbyReplicas == 0 || follows(staying, taken));
			double before = staying.restored();

			killed.kill();

			assertThat(OffsetDateTime.now()).as("killed before the time").isBefore(time);
			await().atMost(PATIENCE).until(() -> staying.isReady() && staying.partitions().size() == Topic.PARTITIONS);
			assertThat(publish(staying)).isEqualTo(answers);
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(new LogReader(this.broker.address()).events(Topic.ARTICLES))
					.extracting(Event::subject)
					.containsAll(planned));
			return new TakeOver(answers.stream().filter((answer) -> taken.contains(partition(answer))).count(),
					staying.restored() - before);
		}
	}

	private static Set<Integer> othersThan(Set<Integer> partitions) {
		return IntStream.range(0, Topic.PARTITIONS)
			.filter((partition) -> !partitions.contains(partition))
			.boxed()
			.collect(Collectors.toSet());
	}

	private List<Editor.Reply> publish(Instance instance) {
		List<CompletableFuture<Editor.Reply>> answers = IntStream.range(0, ARTICLES)
			.mapToObj((number) -> this.editor.publishLater(instance.url(), "key-" + number, "Article " + number))
			.toList();
		return answers.stream().map(CompletableFuture::join).toList();
	}

	/** The last offset of a changelog is the mark of the last commit, not a record. */
	private static boolean follows(ContextInstance instance, Set<Integer> partitions) {
		Map<String, Map<Integer, LagInfo>> lags = instance.streams().allLocalStorePartitionLags();
		return Stream.of("ledger", "schedule")
			.allMatch((store) -> lags.containsKey(store) && partitions.stream()
				.map(lags.get(store)::get)
				.allMatch((lag) -> lag != null && lag.currentOffsetPosition() > 0 && lag.offsetLag() <= 1));
	}

	private static int partition(Editor.Reply answer) {
		assertThat(answer.status()).isEqualTo(201);
		return BuiltInPartitioner.partitionForKey(answer.id().getBytes(StandardCharsets.UTF_8), Topic.PARTITIONS);
	}

	/**
	 * What it took.
	 *
	 * @param articles those that the instance that was killed had decided about
	 * @param restored how many records the other one read back
	 */
	private record TakeOver(long articles, double restored) {

	}

}
