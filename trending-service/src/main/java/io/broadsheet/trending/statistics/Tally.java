package io.broadsheet.trending.statistics;

/**
 * What is counted by name and for all time. Stored by its place in this list.
 */
enum Tally {

	/** Reactions that stand, by kind. */
	REACTIONS,

	/** Shares, by channel. */
	SHARES,

	/** What does not count, by reason. */
	FILTERED

}
