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
import org.apache.kafka.common.serialization.StringSerializer;
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
		rememberAll();
		context.schedule(this.settings.tick(), PunctuationType.WALL_CLOCK_TIME, (time) -> tellChanged());
	}

	/** What changed just before a crash may not have been told. */
	private void rememberAll() {
		try (KeyValueIterator<String, PartitionTop> all = this.tops.all()) {
			all.forEachRemaining((top) -> this.changed.put(top.value.list(), 0L));
		}
		try (KeyValueIterator<String, ToldList> all = this.told.all()) {
			all.forEachRemaining((list) -> this.changed.put(list.value.list(), 0L));
		}
	}

	@Override
	public void process(Record<String, PartitionTop> record) {
		PartitionTop top = record.value();
		String key = prefix(top.list()) + top.partition();
		this.tops.put(key, top.best().isEmpty() ? null : top);
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
		@Nullable ToldList before = this.told.get(list.key());
		if (before != null && isTooSoon(before.generatedAt(), now)) {
			return false;
		}
		Selection selectionBefore = (before != null) ? before.selection() : Selection.NOTHING;
		Selection selection = Selection.of(candidates(list).iterator(), now.toInstant(), this.cap.of(list));
		if (!selection.equals(selectionBefore)) {
			this.told.put(list.key(), new ToldList(list, now, selection));
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

	private List<Candidate> candidates(ListId list) {
		List<Candidate> candidates = new ArrayList<>();
		try (KeyValueIterator<String, PartitionTop> partitions = this.tops.prefixScan(prefix(list),
				new StringSerializer())) {
			partitions.forEachRemaining((top) -> {
				candidates.addAll(top.value.best().places());
				candidates.addAll(top.value.best().further());
			});
		}
		candidates.sort(null);
		return candidates;
	}

	private static String prefix(ListId list) {
		return list.key() + "|";
	}

}
