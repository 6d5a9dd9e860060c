package io.broadsheet.gateway.page;

/**
 * Where the parts are that all pages have: the same for all, so that one kept answer
 * serves them.
 */
final class Addresses {

	/** Enough of them, that some are left of what a page shows elsewhere. */
	static final String LATEST = "/api/v1/articles?limit=50";

	static final String MOST_VIEWED = "/api/v1/rankings/most-viewed";

	static final String TRENDING = "/api/v1/rankings/trending";

	static final String COLLECTIONS = "/api/v1/collections";

	static final String SECTIONS = "/api/v1/sections";

	private Addresses() {
	}

	/**
	 * The newest articles of a section.
	 * @param section its slug, escaped for a query
	 * @param limit how many
	 * @return the address
	 */
	static String section(String section, int limit) {
		return "/api/v1/articles?limit=" + limit + "&section=" + section;
	}

}
