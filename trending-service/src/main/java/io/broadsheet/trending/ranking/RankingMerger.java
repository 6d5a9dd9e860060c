package io.broadsheet.trending.ranking;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.broadsheet.events.EventCodec;
import io.broadsheet.events.RankingChanged;
import io.broadsheet.trending.panes.Window;
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

	private final EventCodec codec;

	private final Clock clock;

	/** The lists to look at again, with the lag of the input that they changed by. */
	private final Map<ListId, Long> changed = new HashMap<>();

	private KeyValueStore<String, PartitionTop> tops;

	private KeyValueStore<String, RankingChanged> told;

	@SuppressWarnings("NullAway.Init")
	RankingMerger(RankingSettings settings, EventCodec codec, Clock clock) {
		this.settings = settings;
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
		try (KeyValueIterator<String, RankingChanged> all = this.told.all()) {
			all.forEachRemaining((list) -> this.changed
				.put(new ListId(list.value.list(), list.value.window(), list.value.section()), 0L));
		}
	}

	@Override
	public void process(Record<String, PartitionTop> record) {
		PartitionTop top = record.value();
		String key = prefix(top.list()) + top.partition();
		this.tops.put(key, top.candidates().isEmpty() ? null : top);
		this.changed.merge(top.list(), top.inputLagSeconds(), Math::max);
	}

	private void tellChanged() {
		OffsetDateTime now = OffsetDateTime.now(this.clock).truncatedTo(ChronoUnit.MILLIS);
		this.changed.entrySet().removeIf((entry) -> tell(entry.getKey(), entry.getValue(), now));
	}

	private boolean tell(ListId list, long lag, OffsetDateTime now) {
		@Nullable RankingChanged before = this.told.get(list.key());
		if (before != null && isTooSoon(before.generatedAt(), now)) {
			return false;
		}
		List<RankingChanged.Item> placesBefore = (before != null) ? before.items() : List.of();
		List<RankingChanged.Item> places = Places.of(candidates(list).stream(), placesBefore);
		if (Places.differ(places, placesBefore)) {
			window(list).map((window) -> event(list, window, lag, now, places)).ifPresent(this::tell);
		}
		return true;
	}

	private void tell(RankingChanged event) {
		this.told.put(event.subject(), event);
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
			partitions.forEachRemaining((top) -> candidates.addAll(top.value.candidates()));
		}
		return candidates;
	}

	/** A list of an earlier version may not be kept any more. */
	private static Optional<Window> window(ListId list) {
		return Ranking.named(list.list()).flatMap((ranking) -> ranking.window(list.window()));
	}

	private static RankingChanged event(ListId list, Window window, long lag, OffsetDateTime now,
			List<RankingChanged.Item> places) {
		OffsetDateTime start = window.start(now.toInstant()).atZone(now.getOffset()).toOffsetDateTime();
		return new RankingChanged(list.list(), list.window(), list.section(), now, start, now, lag, places);
	}

	private static String prefix(ListId list) {
		return list.key() + "|";
	}

}
