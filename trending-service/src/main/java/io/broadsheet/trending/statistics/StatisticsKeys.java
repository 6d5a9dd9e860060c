package io.broadsheet.trending.statistics;

/**
 * Where what an article has once is stored; its panes are found by {@link Grain#key}.
 */
final class StatisticsKeys {

	private StatisticsKeys() {
	}

	static String journal(String articleId) {
		return 'J' + articleId;
	}

	static String counts(String articleId) {
		return 'C' + articleId;
	}

	/** The sketch of all visitors of all time. */
	static String everyone(String articleId) {
		return 'A' + articleId;
	}

}
