package io.broadsheet.trending.ranking;

import java.util.List;

/**
 * The best of one list among the articles of one partition.
 *
 * @param list the list
 * @param partition the partition
 * @param inputLagSeconds how far the partition's input was behind when this was made
 * @param candidates the best first; none if the list has become empty here
 */
public record PartitionTop(ListId list, int partition, long inputLagSeconds, List<Candidate> candidates) {

	public PartitionTop {
		candidates = List.copyOf(candidates);
	}

}
