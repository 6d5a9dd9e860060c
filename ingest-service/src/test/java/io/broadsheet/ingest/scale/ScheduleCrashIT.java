package io.broadsheet.ingest.scale;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.Event;
import io.broadsheet.events.Topic;
import io.broadsheet.ingest.LogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Articles that wait for their time, whatever becomes of the instance that holds them.
 */
class ScheduleCrashIT {

	private static final Duration START = Duration.ofSeconds(90);

	/** How late an article may be published, as promised. */
	private static final Duration LATE = Duration.ofSeconds(2);

	/** The same, counted from when an instance is there again. */
	private static final Duration LATE_AFTER_START = Duration.ofSeconds(5);

	/** Longer than several looks at the schedule. */
	private static final Duration AFTERWARDS = Duration.ofSeconds(3);

	private static final String[] SOON_TAKEN_OVER = { "--broadsheet.ledger.session-timeout=2s" };

	@RegisterExtension
	private final OwnBroker broker = new OwnBroker();

	private final Editor editor = new Editor();

	@Test
	void areReleasedOnceAndInTimeWhenTheirInstanceWasKilledBeforeAndAnotherTookOver() {
		try (ProcessInstance killed = ProcessInstance.start(this.broker.address(), "killed", SOON_TAKEN_OVER);
				ContextInstance survivor = ContextInstance.start(this.broker.address(), "survivor", SOON_TAKEN_OVER)) {
			await().atMost(START)
				.until(() -> killed.isReady() && survivor.isReady() && survivor.partitions().size() == 3);
			OffsetDateTime time = inSeconds(20);
			Map<Integer, String> planned = scheduleOneInEachPartition(survivor, time);
			Map<Integer, String> afterwards = scheduleOneInEachPartition(survivor, time.plus(AFTERWARDS));

			killed.kill();

			await().atMost(START).until(() -> survivor.isReady() && survivor.partitions().size() == Topic.PARTITIONS);
			assertThat(OffsetDateTime.now()).as("taken over before the time").isBefore(time);
			awaitRelease(afterwards.values(), time.plus(AFTERWARDS).plus(LATE));
			assertThat(planned.values()).allSatisfy((id) -> assertReleasedOnce(id, time, time.plus(LATE).toInstant()));
		}
	}

	@Test
	void areReleasedOnceAndSoonAfterTheStartWhenNoInstanceWasThereAtTheirTime() {
		OffsetDateTime time;
		Map<Integer, String> planned;
		try (ProcessInstance instance = ProcessInstance.start(this.broker.address(), "restarted")) {
			await().atMost(START).until(instance::isReady);
			time = inSeconds(12);
			planned = scheduleOneInEachPartition(instance, time);
			instance.kill();
		}
		assertThat(releases()).isEmpty();
		OffsetDateTime due = time;
		await().atMost(START).until(() -> OffsetDateTime.now().isAfter(due));
		try (ProcessInstance instance = ProcessInstance.start(this.broker.address(), "restarted")) {
			await().atMost(START).until(instance::isReady);
			Instant ready = Instant.now();
			awaitRelease(planned.values(), ready.plus(LATE_AFTER_START).atOffset(ZoneOffset.UTC));
			awaitSomeReleasesMore(instance);
			assertThat(planned.values()).allSatisfy((id) -> assertReleasedOnce(id, due, ready.plus(LATE_AFTER_START)));
		}
	}

	@Test
	void areReleasedOnceWhenTheirInstanceIsKilledInTheMidstOfReleasingThem() {
		List<String> planned = new ArrayList<>();
		try (ProcessInstance instance = ProcessInstance.start(this.broker.address(), "interrupted")) {
			await().atMost(START).until(instance::isReady);
			OffsetDateTime time = inSeconds(8);
			for (int number = 0; number < 60; number++) {
				planned.add(schedule(instance, time.plus(number * 50L, ChronoUnit.MILLIS)).id());
			}
			assertThat(OffsetDateTime.now()).as("planned before the time").isBefore(time);
			await().atMost(START).until(() -> !releases().isEmpty());
			instance.kill();
		}
		assertThat(releases()).as("released before the kill").hasSizeBetween(1, planned.size() - 1);
		try (ProcessInstance instance = ProcessInstance.start(this.broker.address(), "interrupted")) {
			await().atMost(START).until(instance::isReady);
			awaitRelease(planned, inSeconds(60));
			awaitSomeReleasesMore(instance);
			assertThat(releases()).extracting(Event::subject).containsAll(planned).doesNotHaveDuplicates();
		}
	}

	/** In each partition the schedule is looked at several times meanwhile. */
	private void awaitSomeReleasesMore(Instance instance) {
		OffsetDateTime later = OffsetDateTime.now().plus(AFTERWARDS);
		awaitRelease(scheduleOneInEachPartition(instance, later).values(), later.plus(LATE));
	}

	/** Somebody who reads the topic has time for it too. */
	private void awaitRelease(Collection<String> articles, OffsetDateTime end) {
		await().atMost(Duration.between(OffsetDateTime.now(), end).plus(LATE))
			.untilAsserted(() -> assertThat(releases()).extracting(Event::subject).containsAll(articles));
	}

	private void assertReleasedOnce(String id, OffsetDateTime from, Instant to) {
		assertThat(new LogReader(this.broker.address()).records(List.of(Topic.ARTICLES)))
			.filteredOn((one) -> id.equals(one.key()))
			.singleElement()
			.satisfies(
					(record) -> assertThat(Instant.ofEpochMilli(record.timestamp())).isBetween(from.toInstant(), to));
		assertThat(releases()).filteredOn((event) -> event.subject().equals(id))
			.singleElement()
			.isInstanceOfSatisfying(ArticlePublished.class,
					(event) -> assertThat(event.article().publishedAt().toInstant()).isBetween(from.toInstant(), to));
	}

	private List<Event> releases() {
		return new LogReader(this.broker.address()).events(Topic.ARTICLES);
	}

	private Map<Integer, String> scheduleOneInEachPartition(Instance instance, OffsetDateTime time) {
		return Editor.oneInEachPartition(() -> schedule(instance, time));
	}

	private Editor.Reply schedule(Instance instance, OffsetDateTime time) {
		Editor.Reply planned = this.editor.schedule(instance.url(), "Embargoed", time);
		assertThat(planned.status()).as(planned.body()).isEqualTo(202);
		return planned;
	}

	private static OffsetDateTime inSeconds(int seconds) {
		return OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(seconds).truncatedTo(ChronoUnit.MILLIS);
	}

}
