package io.broadsheet.ingest.ledger.stream;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up while the ledger decides.
 */
final class LedgerHealthIndicator implements HealthIndicator {

	private final LedgerRunner ledger;

	LedgerHealthIndicator(LedgerRunner ledger) {
		this.ledger = ledger;
	}

	@Override
	public Health health() {
		Health.Builder health = this.ledger.isReady() ? Health.up() : Health.outOfService();
		return health.withDetail("state", this.ledger.state()).build();
	}

}
