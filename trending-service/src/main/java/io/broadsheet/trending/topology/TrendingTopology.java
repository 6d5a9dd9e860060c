package io.broadsheet.trending.topology;

import io.broadsheet.trending.intake.Intake;
import io.broadsheet.trending.ranking.RankMerging;
import io.broadsheet.trending.views.AudienceCounting;
import org.apache.kafka.streams.StreamsBuilder;

/**
 * How the parts hang together: what readers do is counted and articles ranked per
 * partition, then the best of all partitions are merged per list.
 */
public final class TrendingTopology {

	private final Intake intake;

	private final AudienceCounting counting;

	private final RankMerging merging;

	/**
	 * Creates the topology.
	 * @param intake reads topics
	 * @param counting counts what readers do
	 * @param merging merges lists
	 */
	public TrendingTopology(Intake intake, AudienceCounting counting, RankMerging merging) {
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
