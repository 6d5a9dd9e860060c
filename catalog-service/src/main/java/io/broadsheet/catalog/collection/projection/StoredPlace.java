package io.broadsheet.catalog.collection.projection;

/**
 * Which record of the log a stored collection comes from.
 *
 * @param slug names the collection
 * @param log the log's identity; offsets mean nothing in any other
 * @param partition the record's partition
 * @param offset the record's offset
 */
record StoredPlace(String slug, String log, int partition, long offset) {

	/**
	 * Whether the store knows as much of the collection as a record says, or more.
	 * @param log the log that the record stands on
	 * @param standing what the record says
	 * @return true if there is nothing to write
	 */
	boolean reaches(String log, CollectionStanding standing) {
		return this.log.equals(log) && this.offset >= standing.offset();
	}

}
