package io.broadsheet.trending.views;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.broadsheet.events.ArticleReacted;
import io.broadsheet.events.ArticleShared;
import io.broadsheet.events.ArticleViewed;
import io.broadsheet.events.Event;
import io.broadsheet.events.Topic;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What readers did before the article came. Each event is kept under the offset of its
 * record, so those of one topic in the order in which they came.
 */
final class WaitingEvents {

	private final KeyValueStore<Long, Waiting> store;

	private final int limit;

	/** In the order in which they came. */
	private final Map<Long, Instant> since = new LinkedHashMap<>();

	private final Map<String, Deque<Long>> byArticle = new HashMap<>();

	/**
	 * Looks after a store.
	 * @param store the waiting events by the offset of their record, twice, and one more
	 * if it is not a view
	 * @param limit how many may wait
	 */
	WaitingEvents(KeyValueStore<Long, Waiting> store, int limit) {
		this.store = store;
		this.limit = limit;
		Map<Long, Waiting> restored = new HashMap<>();
		try (KeyValueIterator<Long, Waiting> all = store.all()) {
			all.forEachRemaining((entry) -> restored.put(entry.key, entry.value));
		}
		restored.entrySet()
			.stream()
			.sorted(Comparator.comparing((Map.Entry<Long, Waiting> entry) -> entry.getValue().since())
				.thenComparing(Map.Entry.comparingByKey()))
			.forEach((entry) -> index(entry.getKey(), entry.getValue()));
	}

	/**
	 * Lets an event wait.
	 * @param origin where its record stands
	 * @param event the event
	 * @param now when it came
	 * @return false if too many are waiting already
	 */
	boolean add(RecordMetadata origin, Event event, Instant now) {
		if (this.since.size() >= this.limit) {
			return false;
		}
		long place = 2 * origin.offset() + (origin.topic().equals(Topic.ARTICLE_VIEWS.topicName()) ? 0 : 1);
		Waiting waiting = Waiting.of(event, now);
		this.store.put(place, waiting);
		index(place, waiting);
		return true;
	}

	/**
	 * Ends the waiting for an article.
	 * @param articleId the article, which came
	 * @return the events that waited for it, in the order in which they came
	 */
	List<Event> release(String articleId) {
		List<Event> events = new ArrayList<>();
		@Nullable Deque<Long> places = this.byArticle.remove(articleId);
		if (places != null) {
			for (long place : places) {
				events.add(this.store.delete(place).event());
				this.since.remove(place);
			}
		}
		return events;
	}

	/**
	 * Gives up on the events that came before a moment.
	 * @param earliest the moment
	 * @return these events
	 */
	List<Event> giveUpBefore(Instant earliest) {
		List<Event> given = new ArrayList<>();
		Iterator<Map.Entry<Long, Instant>> all = this.since.entrySet().iterator();
		while (all.hasNext()) {
			Map.Entry<Long, Instant> next = all.next();
			if (!next.getValue().isBefore(earliest)) {
				break;
			}
			all.remove();
			Event event = this.store.delete(next.getKey()).event();
			this.byArticle.computeIfPresent(event.subject(), (id, places) -> without(places, next.getKey()));
			given.add(event);
		}
		return given;
	}

	private static @Nullable Deque<Long> without(Deque<Long> places, Long place) {
		places.remove(place);
		return places.isEmpty() ? null : places;
	}

	private void index(long place, Waiting waiting) {
		this.since.put(place, waiting.since());
		this.byArticle.computeIfAbsent(waiting.event().subject(), (id) -> new ArrayDeque<>()).add(place);
	}

	/**
	 * An event that waits: one of three.
	 *
	 * @param view a view
	 * @param reaction a reaction
	 * @param share a share
	 * @param since when it came, by the wall clock
	 */
	record Waiting(@Nullable ArticleViewed view, @Nullable ArticleReacted reaction, @Nullable ArticleShared share,
			Instant since) {

		static Waiting of(Event event, Instant since) {
			return new Waiting((event instanceof ArticleViewed view) ? view : null,
					(event instanceof ArticleReacted reaction) ? reaction : null,
					(event instanceof ArticleShared share) ? share : null, since);
		}

		@JsonIgnore
		Event event() {
			if (this.view != null) {
				return this.view;
			}
			return (this.reaction != null) ? this.reaction : Objects.requireNonNull(this.share);
		}

	}

}
