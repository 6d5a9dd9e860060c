package io.broadsheet.ingest.scale;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.broadsheet.events.ArticleEvent;
import io.broadsheet.events.Topic;
import io.broadsheet.ingest.LogReader;
import kafka.server.BrokerServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Brokers that go away under the service, and come back.
 */
class BrokerOutageIT {

	private static final Duration START = Duration.ofSeconds(90);

	/** In which editors are told, as promised, and in which the test has heard of it. */
	private static final Duration TOLD = Duration.ofSeconds(5).plusMillis(800);

	private static final int EDITORS = 12;

	@RegisterExtension
	private final OwnBroker broker = new OwnBroker();

	private final Editor editor = new Editor();

	private final ExecutorService threads = Executors.newFixedThreadPool(EDITORS);

	@AfterEach
	void stopEditors() {
		this.threads.shutdownNow();
	}

	@Test
	void costEditorsAnAnswerInTimeThatSaysWhenToAskAgainAndWhoDoesIsHeardOnce() throws Exception {
		try (ContextInstance instance = ContextInstance.start(this.broker.address(), "outage")) {
			await().atMost(START).until(instance::isReady);
			this.editor.publish(instance.url(), UUID.randomUUID().toString(), "Before");
			List<String> keys = Stream.generate(() -> UUID.randomUUID().toString()).limit(EDITORS).toList();
			BrokerServer server = this.broker.server();
			server.shutdown();
			server.awaitShutdown();
			for (int round = 0; round < 2; round++) {
				assertThatEachIsToldToAskAgain(instance, keys);
			}
			server.startup();
			List<Editor.Reply> published = keys.stream()
				.map((key) -> this.editor.publish(instance.url(), key, "Meanwhile"))
				.toList();
			assertThat(published).extracting(Editor.Reply::status).containsOnly(201);
			assertThat(new LogReader(this.broker.address()).events(Topic.ARTICLES)).hasSize(1 + EDITORS)
				.allSatisfy((event) -> assertThat(((ArticleEvent) event).revision()).isEqualTo(1));
			assertThat(published).extracting(Editor.Reply::id).doesNotHaveDuplicates();
		}
	}

	private void assertThatEachIsToldToAskAgain(Instance instance, List<String> keys) throws Exception {
		List<Callable<Attempt>> attempts = keys.stream()
			.<Callable<Attempt>>map((key) -> () -> attempt(instance, key))
			.toList();
		for (Future<Attempt> attempt : this.threads.invokeAll(attempts)) {
			assertThat(attempt.get().reply().status()).as(attempt.get().reply().body()).isEqualTo(503);
			assertThat(attempt.get().reply().retryAfter()).isEqualTo("1");
			assertThat(attempt.get().took()).isLessThan(TOLD);
		}
	}

	private Attempt attempt(Instance instance, String key) throws Exception {
		long start = System.nanoTime();
		Editor.Reply reply = this.editor.tryToPublish(instance.url(), key, "Meanwhile");
		return new Attempt(reply, Duration.ofNanos(System.nanoTime() - start));
	}

	private record Attempt(Editor.Reply reply, Duration took) {

	}

}
