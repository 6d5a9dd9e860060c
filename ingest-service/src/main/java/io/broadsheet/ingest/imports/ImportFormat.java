package io.broadsheet.ingest.imports;

import java.util.Locale;

/**
 * What documents are imported.
 */
public enum ImportFormat {

	/** A draft per line. */
	NDJSON,

	/** News items of IPTC. */
	NINJS,

	/** RSS 2.0. */
	RSS,

	/** Atom 1.0. */
	ATOM;

	/**
	 * Its name in logs and metrics.
	 * @return lower-case letters
	 */
	public String tag() {
		return name().toLowerCase(Locale.ROOT);
	}

}
