package io.broadsheet.trending.ranking;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
final class RankingMerger extends ContextualProcessor<String, PartitionTop, String, byte[]> {

	private final RankingSettings settings;

	private final SectionCap cap;

	private final Places places;

	private final EventCodec codec;

	private final Clock clock;

	/** The lists to look at again, with the lag of the input that they changed by. */
	private final Map<ListId, Long> changed = new HashMap<>();

	/** What the stores hold, as objects: lists are long, and looked at all the time. */
	private final Map<ListId, Map<Integer, Selection>> best = new HashMap<>();

	private final Map<ListId, ToldList> last = new HashMap<>();

	private final SharedCards cards = new SharedCards();

	private KeyValueStore<String, PartitionTop> tops;

	private KeyValueStore<String, ToldList> told;

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
		this.told = context.getStateStore(RankMerging.TOLD);
		this.changed.clear();
		this.best.clear();
		this.last.clear();
		rememberAll();
		context.schedule(this.settings.tick(), PunctuationType.WALL_CLOCK_TIME, (time) -> tellChanged());
	}

	/** What changed just before a crash may not have been told. */
	private void rememberAll() {
		try (KeyValueIterator<String, PartitionTop> all = this.tops.all()) {
			all.forEachRemaining((top) -> remember(top.value));
		}
		try (KeyValueIterator<String, ToldList> all = this.told.all()) {
			all.forEachRemaining((list) -> {
				this.last.put(list.value.list(), list.value);
				this.changed.putIfAbsent(list.value.list(), 0L);
			});
		}
	}

	@Override
	public void process(Record<String, PartitionTop> record) {
		PartitionTop top = record.value();
		this.tops.put(top.list().key() + "|" + top.partition(), top.best().isEmpty() ? null : top);
		remember(top);
	}

	private void remember(PartitionTop top) {
		Map<Integer, Selection> partitions = this.best.computeIfAbsent(top.list(), (list) -> new HashMap<>());
		partitions.put(top.partition(), this.cards.share(top.best()));
		if (top.best().isEmpty()) {
			partitions.remove(top.partition());
		}
		this.changed.merge(top.list(), top.inputLagSeconds(), Math::max);
	}

	private void tellChanged() {
		if (this.changed.isEmpty()) {
			return;
		}
		OffsetDateTime now = OffsetDateTime.now(this.clock).truncatedTo(ChronoUnit.MILLIS);
		this.changed.entrySet().removeIf((entry) -> tell(entry.getKey(), entry.getValue(), now));
	}

	private boolean tell(ListId list, long lag, OffsetDateTime now) {
		@Nullable ToldList before = this.last.get(list);
		if (before != null && isTooSoon(before.generatedAt(), now)) {
			return false;
		}
		Selection selectionBefore = (before != null) ? before.selection() : Selection.NOTHING;
		Selection selection = Selection.of(candidates(list).iterator(), now.toInstant(), this.cap.of(list));
		if (!selection.equals(selectionBefore)) {
			remember(new ToldList(list, now, selection));
			tell(this.places.event(list, selection, selectionBefore, lag, now));
		}
		return true;
	}

	private void tell(RankingChanged event) {
		ProducerRecord<String, byte[]> record = this.codec.write(event);
		long timestamp = event.generatedAt().toInstant().toEpochMilli();
		context().forward(new Record<>(record.key(), record.value(), timestamp, record.headers()));
	}

	private boolean isTooSoon(OffsetDateTime before, OffsetDateTime now) {
		return Duration.between(before, now).abs().compareTo(this.settings.interval()) < 0;
	}

	private void remember(ToldList list) {
		this.last.put(list.list(), list);
		this.told.put(list.list().key(), list.selection().isEmpty() ? null : list);
	}

	private List<Candidate> candidates(ListId list) {
		List<Candidate> candidates = new ArrayList<>();
		Map<Integer, Selection> partitions = this.best.getOrDefault(list, Map.of());
		partitions.values().forEach((selection) -> {
			candidates.addAll(selection.places());
			candidates.addAll(selection.further());
		});
		if (partitions.isEmpty()) {
			this.best.remove(list);
		}
		candidates.sort(null);
		return candidates;
	}

}
