package io.broadsheet.catalog.search.index;

import java.time.Duration;

import org.apache.lucene.queries.function.FunctionScoreQuery;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.Query;

/**
 * Of two articles that answer equally well, the newer is the better answer: an
 * exponential prior on age, as X. Li and W. B. Croft, Time-based language models, CIKM
 * 2003, put on news. It multiplies the score with a factor between 1 and 1 +
 * {@link #MOST}, so that an old article which answers clearly better stays in front.
 */
final class Recency {

	/** What being published this moment adds to a score, as a share of it. */
	static final double MOST = 0.3;

	/** How long it takes until half of that is left. */
	static final Duration HALF_LIFE = Duration.ofDays(30);

	private Recency() {
	}

	/**
	 * Weighs a query's scores by age.
	 * @param query the query
	 * @param asOf the moment that ages are counted from, milliseconds since 1970
	 * @return the query that scores so
	 */
	static Query weigh(Query query, long asOf) {
		return FunctionScoreQuery.boostByValue(query, DoubleValuesSource.fromField(ArticleDocument.PUBLISHED_AT,
				(publishedAt) -> factor(asOf - publishedAt)));
	}

	static double factor(long age) {
		return 1 + MOST * Math.pow(2, -Math.max(0, age) / (double) HALF_LIFE.toMillis());
	}

}
