package io.broadsheet.trending.ranking;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.broadsheet.events.ArticleCard;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.RankingChanged;
import io.broadsheet.trending.trend.TrendSettings;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest best of every partition and tells a list when readers would see a
 * difference, at most once in an interval. Each article lives in one partition, so the
 * best of the bests are the best of all.
 */
final class RankingMerger extends ContextualProcessor<String, PartitionTelling, String, byte[]> {

	private final RankingSettings settings;

	private final SectionCap cap;

	private final Places places;

	private final EventCodec codec;

	private final Clock clock;

	/** The lists to look at again, with the lags of the inputs that they changed by. */
	private final Map<ListId, Lags> changed = new HashMap<>();

	/** What the stores hold, as objects: lists are long, and looked at all the time. */
	private final Map<ListId, Map<Integer, PartitionTop>> best = new HashMap<>();

	private final Map<String, ArticleCard> cards = new HashMap<>();

	private KeyValueStore<String, PartitionTop> tops;

	private ToldLists told;

	private Agings agings;

	private KeyValueStore<String, ArticleCard> storedCards;

	@SuppressWarnings("NullAway.Init")
	RankingMerger(RankingSettings settings, TrendSettings trend, EventCodec codec, Clock clock) {
		this.settings = settings;
		this.cap = new SectionCap(trend.sectionCap());
		this.places = new Places(trend.halfLife());
		this.codec = codec;
		this.clock = clock;
	}

	@Override
	public void init(ProcessorContext<String, byte[]> context) {
		super.init(context);
		this.tops = context.getStateStore(RankMerging.TOPS);
		this.told = new ToldLists(context.getStateStore(RankMerging.TOLD));
		this.agings = new Agings();
		this.storedCards = context.getStateStore(RankMerging.CARDS);
		this.changed.clear();
		this.best.clear();
		this.cards.clear();
		rememberAll();
		context.schedule(this.settings.tick(), PunctuationType.WALL_CLOCK_TIME, (time) -> tellChanged());
	}

	/** What changed just before a crash may not have been told. */
	private void rememberAll() {
		try (KeyValueIterator<String, ArticleCard> all = this.storedCards.all()) {
			all.forEachRemaining((card) -> show(card.key, card.value));
		}
		try (KeyValueIterator<String, PartitionTop> all = this.tops.all()) {
			all.forEachRemaining((top) -> {
				remember(top.value);
				this.changed.put(top.value.list(), Lags.NONE);
			});
		}
		this.told.lists().forEach((list) -> this.changed.put(list, Lags.NONE));
	}

	@Override
	public void process(Record<String, PartitionTelling> record) {
		if (record.value() instanceof PartitionTop top) {
			take(top, record.timestamp());
		}
		else if (record.value() instanceof PartitionCard told) {
			take(told.articleId(), told.card());
		}
	}

	private void take(PartitionTop top, long timestamp) {
		this.tops.put(top.list().key() + "|" + top.partition(), top.isEmpty() ? null : top);
		remember(top);
		long lag = top.inputLagSeconds() + secondsSince(timestamp);
		this.changed.merge(top.list(), new Lags(top.isUrgent() ? 0 : lag, lag), Lags::and);
	}

	/** Comes before the first top that it is shown in, and goes after the last. */
	private void take(String articleId, @Nullable ArticleCard card) {
		this.storedCards.put(articleId, card);
		if (card != null) {
			show(articleId, card);
		}
		else {
			this.cards.remove(articleId);
			this.agings.forget(articleId);
		}
	}

	private void show(String articleId, ArticleCard card) {
		this.cards.put(articleId, card);
		this.agings.watch(articleId, card.publishedAt().toInstant(), this.clock.instant());
	}

	private long secondsSince(long timestamp) {
		return Math.max(0, Duration.ofMillis(this.clock.millis() - timestamp).toSeconds());
	}

	private void remember(PartitionTop top) {
		Map<Integer, PartitionTop> partitions = this.best.computeIfAbsent(top.list(), (list) -> new HashMap<>());
		partitions.put(top.partition(), top);
		if (top.isEmpty()) {
			partitions.remove(top.partition());
		}
	}

	private void tellChanged() {
		OffsetDateTime now = OffsetDateTime.now(this.clock).truncatedTo(ChronoUnit.MILLIS);
		this.changed.entrySet().removeIf((entry) -> tell(entry.getKey(), entry.getValue(), now));
		lookAgainAt(this.agings.due(now.toInstant()));
		this.told.forgetEmpty(now.toInstant()).forEach((list) -> forget(list, now));
	}

	/**
	 * An article that grows too old to be asked for leaves room for one of another
	 * partition, which has nothing new to tell. At the next look, as the article's own
	 * partition may tell something at this very moment.
	 */
	private void lookAgainAt(Set<String> articles) {
		if (articles.isEmpty()) {
			return;
		}
		this.best.forEach((list, partitions) -> {
			if (partitions.values().stream().anyMatch((top) -> top.holdsAny(articles))) {
				this.changed.merge(list, Lags.NONE, Lags::and);
			}
		});
	}

	private void forget(ListId list, OffsetDateTime now) {
		context().forward(new Record<>(list.key(), null, now.toInstant().toEpochMilli()));
	}

	private boolean tell(ListId id, Lags lags, OffsetDateTime now) {
		@Nullable ToldList before = this.told.last(id);
		if (before != null && isTooSoon(before.generatedAt(), now.toInstant().toEpochMilli(), lags)) {
			return false;
		}
		Selection selection = Selection.of(candidates(id).iterator(), now.toInstant(), this.cap.of(id));
		ToldList list = ToldList.of(id, now.toInstant(), selection);
		if (list.differsFrom(before)) {
			this.told.remember(list);
			tell(this.places.event(list, now, selection, before, lags.longest()));
		}
		return true;
	}

	private void tell(RankingChanged event) {
		ProducerRecord<String, byte[]> record = this.codec.write(event);
		long timestamp = event.generatedAt().toInstant().toEpochMilli();
		context().forward(new Record<>(record.key(), record.value(), timestamp, record.headers()));
	}

	/** A list that is out of date whatever is told of it is told less often. */
	private boolean isTooSoon(long before, long now, Lags lags) {
		Duration interval = this.settings.stretched(this.settings.interval(), lags.shortest());
		return Math.abs(now - before) < interval.toMillis();
	}

	private List<Candidate> candidates(ListId list) {
		List<Candidate> candidates = new ArrayList<>();
		Map<Integer, PartitionTop> partitions = this.best.getOrDefault(list, Map.of());
		partitions.values().forEach((top) -> top.places().forEach((place) -> {
			@Nullable ArticleCard card = this.cards.get(place.articleId());
			if (card != null) {
				candidates.add(new Candidate(place.score(), place.views(), place.visitors(), card));
			}
		}));
		if (partitions.isEmpty()) {
			this.best.remove(list);
		}
		candidates.sort(null);
		return candidates;
	}

	/**
	 * How far the inputs of the partitions that changed a list are behind, in seconds;
	 * what is urgent counts as not behind for the shortest.
	 */
	private record Lags(long shortest, long longest) {

		static final Lags NONE = new Lags(0, 0);

		Lags and(Lags other) {
			return new Lags(Math.min(this.shortest, other.shortest), Math.max(this.longest, other.longest));
		}

	}

}
