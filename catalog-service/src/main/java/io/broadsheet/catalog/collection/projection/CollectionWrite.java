package io.broadsheet.catalog.collection.projection;

/**
 * What has to be written for the store to say what the log says.
 */
sealed interface CollectionWrite {

	String slug();

	int partition();

	long offset();

	/**
	 * Store how the collection stands, unless a later record of the same log is stored.
	 *
	 * @param standing how it stands
	 */
	record Put(CollectionStanding standing) implements CollectionWrite {

		@Override
		public String slug() {
			return this.standing.slug();
		}

		@Override
		public int partition() {
			return this.standing.partition();
		}

		@Override
		public long offset() {
			return this.standing.offset();
		}

	}

	/**
	 * Drop what is stored if it still comes from there: the log has forgotten the
	 * collection.
	 *
	 * @param place where it comes from
	 */
	record Drop(StoredPlace place) implements CollectionWrite {

		@Override
		public String slug() {
			return this.place.slug();
		}

		@Override
		public int partition() {
			return this.place.partition();
		}

		@Override
		public long offset() {
			return this.place.offset();
		}

	}

}
