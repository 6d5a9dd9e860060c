package io.broadsheet.trending.statistics.query;

import java.time.OffsetDateTime;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.broadsheet.trending.statistics.ArticleFigures;

/**
 * The statistics of an article as readers get them.
 *
 * @param generatedAt when they were read
 * @param inputLagSeconds how far counting is behind
 * @param degraded whether they may be out of date, because counting stands still or
 * another instance's copy answered
 * @param figures the statistics
 */
record StatisticsAnswer(OffsetDateTime generatedAt, long inputLagSeconds, boolean degraded,
		@JsonUnwrapped ArticleFigures figures) {
}
