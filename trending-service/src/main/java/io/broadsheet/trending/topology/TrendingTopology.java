package io.broadsheet.trending.topology;

import io.broadsheet.trending.intake.Intake;
import io.broadsheet.trending.ranking.RankMerging;
import io.broadsheet.trending.views.ViewCounting;
import org.apache.kafka.streams.StreamsBuilder;

/**
 * How the parts hang together: views are counted and articles ranked per partition, then
 * the best of all partitions are merged per list.
 */
public final class TrendingTopology {

	private final Intake intake;

	private final ViewCounting counting;

	private final RankMerging merging;

	/**
	 * Creates the topology.
	 * @param intake reads topics
	 * @param counting counts views
	 * @param merging merges lists
	 */
	public TrendingTopology(Intake intake, ViewCounting counting, RankMerging merging) {
		this.intake = intake;
		this.counting = counting;
		this.merging = merging;
	}

	/**
	 * Builds the topology.
	 * @param builder takes it
	 */
	public void build(StreamsBuilder builder) {
		this.merging.merge(builder, this.counting.count(builder, this.intake));
	}

}
