package io.broadsheet.trending.intake;

/**
 * Counts the records that tell nothing. Alert when any unreadable record is seen: whoever
 * wrote it does not keep the contract.
 */
public interface IntakeMetrics {

	/**
	 * A record could not be understood.
	 */
	void unreadable();

	/**
	 * A record is of a type that this version does not know.
	 */
	void unknownType();

}
