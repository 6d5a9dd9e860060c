package io.broadsheet.gateway.stream;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import io.broadsheet.events.ArticleApplied;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

import org.springframework.http.codec.ServerSentEvent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who is told what, and when, and who is not waited for.
 */
class LiveStreamTests {

	private static final TopicPartition RECEIPTS = new TopicPartition(Topic.ARTICLE_RECEIPTS.topicName(), 0);

	private static final TopicPartition RANKINGS = new TopicPartition(Topic.RANKINGS.topicName(), 0);

	private static final TopicPartition ARTICLES = new TopicPartition(Topic.ARTICLES.topicName(), 0);

	private static final Selection ALL = new Selection(Set.of("article", "ranking"), Set.of(), Set.of());

	private final Counter dropped = new SimpleMeterRegistry().counter("dropped");

	private final LiveStream stream = new LiveStream(
			new StreamSettings(100, 10, 20, Duration.ofMinutes(1), Duration.ofSeconds(2), 5, 5), this.dropped);

	@Test
	void aClientIsToldWhatChangedAndWhereToReadIt() {
		begin(5, 5);
		Listener listener = listen(null);
		receipt(5, "tram", "corrected");
		ranking(5, "trending/24h/all");
		await().until(() -> listener.events.size() == 2);
		assertThat(listener.events.get(0).event()).isEqualTo("article");
		assertThat(listener.events.get(0).data())
			.isEqualTo("{\"id\":\"tram\",\"revision\":2,\"change\":\"corrected\",\"at\":\"2026-03-01T10:00:00+07:00\","
					+ "\"href\":\"/api/v1/articles/tram\"}");
		assertThat(listener.events.get(1).event()).isEqualTo("ranking");
		assertThat(listener.events.get(1).data()).isEqualTo("{\"list\":\"trending/24h/all\","
				+ "\"at\":\"2026-03-01T10:00:00+07:00\",\"href\":\"/api/v1/rankings/trending?window=24h\"}");
	}

	@Test
	void aListOfASectionIsReadAtItsOwnAddress() {
		begin(5, 5);
		Listener listener = listen(null, new Selection(Set.of("ranking"), Set.of(), Set.of("trending")));
		ranking(5, "trending/1h/section/arts & life");
		await().until(() -> listener.events.size() == 1);
		assertThat(listener.events.get(0).data())
			.contains("\"/api/v1/rankings/trending?window=1h&section=arts%20%26%20life\"");
	}

	@Test
	void whoComesBackIsToldWhatItMissedAndThenWhatComes() {
		begin(5, 5);
		Listener first = listen(null);
		receipt(5, "a", "published");
		await().until(() -> first.events.size() == 1);
		first.cancel();
		receipt(6, "b", "published");
		Listener second = listen(first.events.get(0).id());
		receipt(7, "c", "published");
		await().until(() -> second.events.size() == 2);
		assertThat(second.events).extracting(ServerSentEvent::data)
			.satisfiesExactly((data) -> assertThat(data).contains("\"b\""),
					(data) -> assertThat(data).contains("\"c\""));
	}

	@Test
	void whoCantGoOnIsToldToBeginAnew() {
		begin(5, 5);
		for (String id : List.of("garbage", "1-1", "5-5-5", "90000-90000")) {
			Listener listener = listen(id);
			await().until(() -> listener.events.size() == 1);
			assertThat(listener.events.get(0).event()).isEqualTo("reset");
			assertThat(listener.all.get(0).id()).as("from where to go on").isEqualTo("5-5");
			listener.cancel();
		}
	}

	@Test
	void whatStoodOnTheLogBeforeIsNoNewsButCanBeGoneOnFrom() {
		begin(3, 5);
		Listener listener = listen(null);
		Listener back = listen("4-5");
		receipt(3, "a", "published");
		receipt(4, "b", "published");
		receipt(5, "c", "published");
		await().until(() -> listener.events.size() == 1 && back.events.size() == 2);
		assertThat(listener.events.get(0).data()).contains("\"c\"");
		assertThat(back.events.get(0).data()).contains("\"b\"");
	}

	@Test
	void aHeartbeatTellsHowFarTheLogWasRead() {
		begin(3, 5);
		Listener listener = listen(null, new Selection(Set.of("article"), Set.of("none"), Set.of()));
		this.stream.beat();
		this.stream.caughtUp();
		receipt(5, "a", "published");
		this.stream.beat();
		await().until(() -> listener.all.size() == 3);
		assertThat(listener.all).extracting(ServerSentEvent::id).containsExactly("5-5", null, "6-5");
		assertThat(listener.events).isEmpty();
	}

	@Test
	void whoDoesNotReadIsCutOffAndNobodyElseIs() {
		begin(0, 0);
		AtomicBoolean cutOff = new AtomicBoolean();
		List<ServerSentEvent<String>> slow = new CopyOnWriteArrayList<>();
		this.stream.open(ALL, null, () -> cutOff.set(true)).subscribe(new BaseSubscriber<>() {
			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				subscription.request(1);
			}

			@Override
			protected void hookOnNext(ServerSentEvent<String> event) {
				slow.add(event);
			}
		});
		Listener quick = listen(null);
		for (int offset = 0; offset < 100; offset++) {
			int told = offset + 1;
			receipt(offset, "a", "revised");
			await().until(() -> quick.events.size() == told);
		}
		assertThat(cutOff).isTrue();
		assertThat(this.dropped.count()).isEqualTo(1);
		assertThat(slow).hasSize(1);
	}

	@Test
	void whenReadingBeginsAnewClientsComeBackAndGoOn() {
		begin(5, 5);
		Listener first = listen(null);
		receipt(5, "a", "published");
		await().until(() -> first.events.size() == 1);
		begin(4, 7);
		await().until(() -> first.done);
		Listener second = listen(first.events.get(0).id());
		receipt(4, "z", "published");
		receipt(5, "a", "published");
		receipt(6, "b", "published");
		await().until(() -> second.events.size() == 1);
		assertThat(second.events.get(0).data()).contains("\"b\"");
	}

	@Test
	void aClosedStreamEndsForAllAndIsOpenedForNobody() {
		begin(5, 5);
		Listener listener = listen(null);
		this.stream.close();
		await().until(() -> listener.done);
		Listener late = listen(null);
		await().until(() -> late.done);
		this.stream.reopen();
		assertThat(listen(null).done).isFalse();
	}

	@Test
	void whatCantBeReadTellsNothingAndHoldsNothingUp() {
		begin(5, 5);
		Listener listener = listen(null);
		hear(RECEIPTS, 5, "tram", "{garbage".getBytes(UTF_8), new RecordHeaders());
		ranking(5, "no-list");
		hear(RECEIPTS, 6, "tram", null, new RecordHeaders());
		hear(ARTICLES, 5, "tram", null, new RecordHeaders());
		receipt(7, "tram", "published");
		await().until(() -> listener.events.size() == 1);
		assertThat(listener.events.get(0).id()).isEqualTo("8-6");
	}

	private void begin(long from, long end) {
		this.stream.begin(Map.of(RECEIPTS, from, RANKINGS, 5L, ARTICLES, 9L),
				Map.of(RECEIPTS, end, RANKINGS, 5L, ARTICLES, 9L));
	}

	private void receipt(long offset, String article, String change) {
		ProducerRecord<String, byte[]> record = new EventCodec("test").write(new ArticleApplied(article, 2, "catalog",
				"1", OffsetDateTime.parse("2026-03-01T10:00:00+07:00"), List.of(), change));
		hear(RECEIPTS, offset, article, record.value(), (RecordHeaders) record.headers());
	}

	private void ranking(long offset, String list) {
		RecordHeaders headers = new RecordHeaders();
		headers.add("ce_time", "2026-03-01T10:00:00+07:00".getBytes(UTF_8));
		hear(RANKINGS, offset, list, new byte[0], headers);
	}

	private void hear(TopicPartition partition, long offset, String key, byte[] value, RecordHeaders headers) {
		this.stream.hear(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, 0L,
				TimestampType.CREATE_TIME, 0, 0, key, value, headers, Optional.empty()));
	}

	private Listener listen(String lastEventId) {
		return listen(lastEventId, ALL);
	}

	private Listener listen(String lastEventId, Selection selection) {
		Listener listener = new Listener();
		this.stream.open(selection, lastEventId, () -> {
		}).subscribe(listener);
		return listener;
	}

	/** A client that takes everything. */
	private static final class Listener extends BaseSubscriber<ServerSentEvent<String>> {

		private final List<ServerSentEvent<String>> all = new CopyOnWriteArrayList<>();

		private final List<ServerSentEvent<String>> events = new CopyOnWriteArrayList<>();

		private volatile boolean done;

		@Override
		protected void hookOnNext(ServerSentEvent<String> event) {
			this.all.add(event);
			if (event.data() != null) {
				this.events.add(event);
			}
		}

		@Override
		protected void hookOnComplete() {
			this.done = true;
		}

	}

}
