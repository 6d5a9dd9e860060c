package io.broadsheet.trending.answers;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the lists that are answered from are all there.
 */
final class RankingsHealthIndicator implements HealthIndicator {

	private final RankingsReader reader;

	private final HeldRankings held;

	RankingsHealthIndicator(RankingsReader reader, HeldRankings held) {
		this.reader = reader;
		this.held = held;
	}

	@Override
	public Health health() {
		Health.Builder health = this.reader.isCaughtUp() ? Health.up() : Health.down();
		return health.withDetail("lists", this.held.size()).build();
	}

}
