package io.broadsheet.catalog.search;

import java.io.IOException;

import io.broadsheet.catalog.search.index.SearchIndex;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Tells how search is. Not part of readiness: lists and articles answer without it.
 */
class SearchHealthIndicator extends AbstractHealthIndicator {

	private static final Status REBUILDING = new Status("REBUILDING");

	private final SearchStatus status;

	SearchHealthIndicator(SearchStatus status) {
		this.status = status;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) throws IOException {
		SearchState state = this.status.state();
		builder.status(statusOf(state)).withDetail("state", state.description());
		if (state.known().isPresent()) {
			SearchIndex index = state.known().get();
			builder.withDetail("documents", index.documents()).withDetail("behind", this.status.lag());
		}
	}

	private static Status statusOf(SearchState state) {
		if (state instanceof SearchState.Ready) {
			return Status.UP;
		}
		if (state instanceof SearchState.Disabled) {
			return Status.UNKNOWN;
		}
		return (state instanceof SearchState.Rebuilding) ? REBUILDING : Status.DOWN;
	}

}
