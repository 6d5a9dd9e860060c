package io.broadsheet.ingest.scale;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.broadsheet.events.ArticleEvent;
import io.broadsheet.events.Event;
import io.broadsheet.events.Topic;
import io.broadsheet.ingest.LogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Several instances are one ledger: whoever is asked, and whoever comes and goes.
 */
class LedgerScaleIT {

	private static final Duration START = Duration.ofSeconds(60);

	private static final Duration REBALANCE = Duration.ofSeconds(60);

	private static final int EDITORS = 16;

	@RegisterExtension
	private final OwnBroker broker = new OwnBroker();

	private final Editor editor = new Editor();

	@Test
	void ofFiftyEditorsWhoReviseTheSameRevisionOnTwoInstancesOneWinsWhicheverInstanceDecides() throws Exception {
		try (ContextInstance one = ContextInstance.start(this.broker.address(), "one");
				ContextInstance two = ContextInstance.start(this.broker.address(), "two")) {
			await().atMost(START)
				.until(() -> one.isReady() && two.isReady() && one.partitions().size() == 3
						&& two.partitions().size() == 3);
			assertThat(one.streams().metadataForLocalThreads()).hasSize(2);
			for (String article : publishOneInEachPartition(one).values()) {
				List<Editor.Reply> replies = reviseAtOnce(article, one, two);
				assertThat(replies).extracting(Editor.Reply::status).containsOnlyOnce(200);
				assertThat(replies).filteredOn((reply) -> reply.status() != 200).hasSize(49).allSatisfy((reply) -> {
					assertThat(reply.status()).isEqualTo(412);
					assertThat(reply.json().path("currentRevision").asInt()).isEqualTo(2);
				});
				assertThat(new LogReader(this.broker.address()).events(Topic.ARTICLES, article))
					.extracting((event) -> ((ArticleEvent) event).revision())
					.containsExactly(1L, 2L);
			}
		}
	}

	@Test
	void whateverInstanceDecidesAboutAnArticleEditorsReadItFromAll() throws Exception {
		try (ContextInstance one = ContextInstance.start(this.broker.address(), "one");
				ContextInstance two = ContextInstance.start(this.broker.address(), "two")) {
			await().atMost(START)
				.until(() -> one.isReady() && two.isReady() && one.partitions().size() == 3
						&& two.partitions().size() == 3);
			for (String article : publishOneInEachPartition(one).values()) {
				for (String path : List.of("", "/revisions")) {
					String address = "/api/v1/newsroom/articles/" + article + path;
					Editor.Reply fromOne = this.editor.read(one.url() + address);
					assertThat(fromOne.status()).isEqualTo(200);
					assertThat(fromOne.body()).contains("\"One\"");
					assertThat(this.editor.read(two.url() + address)).isEqualTo(fromOne);
				}
			}
			List<String> planned = IntStream.range(0, 12)
				.mapToObj(
						(day) -> this.editor.schedule(two.url(), "Plan " + day, OffsetDateTime.now().plusDays(1 + day)))
				.map(Editor.Reply::id)
				.toList();
			assertThat(schedule(one)).isEqualTo(planned);
			assertThat(schedule(two)).isEqualTo(planned);
		}
	}

	@Test
	void whileInstancesComeStopAndAreKilledEveryChangeTakesEffectOnceAndInItsTurn() throws Exception {
		try (ProcessInstance stopped = ProcessInstance.start(this.broker.address(), "stopped");
				ProcessInstance killed = ProcessInstance.start(this.broker.address(), "killed")) {
			await().atMost(START).until(() -> stopped.isReady() && killed.isReady());
			try (PersistentEditors editors = new PersistentEditors(EDITORS, List.of(stopped, killed))) {
				awaitMore(editors, 200);
				try (ContextInstance survivor = ContextInstance.start(this.broker.address(), "survivor")) {
					editors.hearOf(survivor);
					await().atMost(REBALANCE).until(() -> survivor.isReady() && survivor.partitions().size() == 2);
					awaitMore(editors, 200);
					killed.kill();
					stopped.close();
					await().atMost(REBALANCE).until(() -> survivor.partitions().size() == Topic.PARTITIONS);
					awaitMore(editors, 200);
					editors.finish();
					assertThat(editors.retries()).as("times that somebody had to ask again").isPositive();
					assertThatEachTookEffectOnce(editors.acknowledged());
					assertThat(editors.askAgain()).isEqualTo(editors.acknowledged());
					assertThatEachTookEffectOnce(editors.acknowledged());
				}
			}
		}
	}

	/** Read in parts of five. */
	private List<String> schedule(Instance instance) {
		List<String> ids = new ArrayList<>();
		for (String cursor = ""; cursor != null;) {
			JsonNode page = this.editor.read(instance.url() + "/api/v1/newsroom/scheduled?limit=5" + cursor).json();
			page.path("items").forEach((item) -> ids.add(item.path("id").asString()));
			cursor = page.path("next").isString() ? "&cursor=" + page.path("next").asString() : null;
		}
		return ids;
	}

	private void awaitMore(PersistentEditors editors, int changes) {
		int before = editors.acknowledged().size();
		await().atMost(REBALANCE).until(() -> editors.acknowledged().size() >= before + changes);
	}

	private void assertThatEachTookEffectOnce(Map<PersistentEditors.Change, Editor.Reply> acknowledged) {
		Map<String, List<Long>> revisions = new HashMap<>();
		for (Event event : new LogReader(this.broker.address()).events(Topic.ARTICLES)) {
			ArticleEvent change = (ArticleEvent) event;
			revisions.computeIfAbsent(event.subject(), (id) -> new ArrayList<>()).add(change.revision());
		}
		assertThat(revisions.keySet()).containsExactlyInAnyOrderElementsOf(
				acknowledged.values().stream().map(Editor.Reply::id).distinct().toList());
		List<Long> all = LongStream.rangeClosed(1, PersistentEditors.REVISIONS).boxed().toList();
		assertThat(revisions.values()).allSatisfy((each) -> assertThat(each).isEqualTo(all));
		assertThat(acknowledged).allSatisfy(
				(change, reply) -> assertThat(reply.json().path("revision").asInt()).isEqualTo(change.revision()));
	}

	private Map<Integer, String> publishOneInEachPartition(Instance instance) {
		return Editor
			.oneInEachPartition(() -> this.editor.publish(instance.url(), UUID.randomUUID().toString(), "One"));
	}

	private List<Editor.Reply> reviseAtOnce(String article, Instance... instances) {
		List<CompletableFuture<Editor.Reply>> replies = IntStream.range(0, 50)
			.mapToObj((number) -> this.editor.reviseLater(instances[number % instances.length].url(), article,
					UUID.randomUUID().toString(), "Editor " + number))
			.toList();
		return replies.stream().map(CompletableFuture::join).toList();
	}

}
