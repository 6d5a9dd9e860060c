package io.broadsheet.trending.ranking;

/**
 * The best of one list among the articles of one partition.
 *
 * @param list the list
 * @param partition the partition
 * @param inputLagSeconds how far the partition's input was behind when this was made
 * @param best what may have a place; nothing if the list has become empty here
 */
public record PartitionTop(ListId list, int partition, long inputLagSeconds, Selection best) {
}
