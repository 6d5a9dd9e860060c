package io.broadsheet.trending.views;

import java.util.Locale;

/**
 * What became of a view, a reaction or a share.
 */
enum Outcome {

	/** It counts. */
	COUNTED,

	/**
	 * The same visitor was counted for the same article less than the gap away, or the
	 * reaction stood like that before.
	 */
	DUPLICATE,

	/** Of a reaction: a later one of the same reader and kind was decided before. */
	OUTDATED,

	/** Its article did not come within the time that such events wait. */
	UNKNOWN_ARTICLE,

	/** Its article is withdrawn. */
	WITHDRAWN,

	/** It is older than any view may be. */
	TOO_OLD,

	/** It says that it happened later than now. */
	IN_FUTURE,

	/** It could not be read, and went to the dead-letter topic. */
	UNREADABLE,

	/** It is of a type that this version does not know. */
	UNKNOWN_TYPE;

	String tag() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
