package io.broadsheet.trending.statistics;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;

import io.broadsheet.trending.audience.AudienceObservation;
import io.broadsheet.trending.audience.AudienceObserver;
import io.broadsheet.trending.stores.InMemoryStores;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Plugs the keeping of statistics into the counting.
 */
public final class StatisticsObservation implements AudienceObservation {

	private static final Duration TICK = Duration.ofSeconds(1);

	private static final int MOST_STRANGERS = 10_000;

	private final Clock clock;

	/**
	 * Creates it.
	 * @param clock tells now
	 */
	public StatisticsObservation(Clock clock) {
		this.clock = clock;
	}

	@Override
	public Set<StoreBuilder<?>> stores() {
		return Set.of(InMemoryStores.store(StoredStatistics.STORE, Serdes.String(), Serdes.ByteArray()));
	}

	@Override
	public AudienceObserver observer(ProcessingContext context) {
		StatisticsKeeper keeper = new StatisticsKeeper(context.getStateStore(StoredStatistics.STORE), MOST_STRANGERS,
				this.clock);
		context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, (time) -> keeper.forgetOld());
		return keeper;
	}

}
