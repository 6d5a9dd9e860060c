package io.broadsheet.catalog.collection;

import java.time.Instant;

import io.broadsheet.catalog.paging.Cursor;

/**
 * A place in a collection: right after one of the articles that stand first, or right
 * after one of those of its tag.
 */
sealed interface CollectionPlace {

	/**
	 * The place as a cursor carries it.
	 * @return a text
	 */
	String text();

	/**
	 * Reads a place.
	 * @param text what {@link #text} wrote
	 * @return the place
	 */
	static CollectionPlace of(String text) {
		String[] parts = text.split("/", 3);
		return "pinned".equals(parts[0]) ? new Pinned(Integer.parseInt(parts[1]), parts[2])
				: new Tagged(new Cursor(Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[2]));
	}

	/**
	 * After an article that stands first.
	 *
	 * @param index where it stood
	 * @param id the article's id
	 */
	record Pinned(int index, String id) implements CollectionPlace {

		@Override
		public String text() {
			return "pinned/" + this.index + "/" + this.id;
		}

	}

	/**
	 * After an article of the tag.
	 *
	 * @param cursor where it stands among the newest
	 */
	record Tagged(Cursor cursor) implements CollectionPlace {

		@Override
		public String text() {
			return "tagged/" + this.cursor.time().toEpochMilli() + "/" + this.cursor.id();
		}

	}

}
