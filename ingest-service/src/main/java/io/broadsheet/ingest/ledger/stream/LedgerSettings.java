package io.broadsheet.ingest.ledger.stream;

import java.nio.file.Path;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How the ledger runs.
 *
 * @param instanceId names this instance among all that share the ledger; keep it over
 * restarts, and the instance gets its partitions back at once
 * @param advertisedAddress {@code host:port} where the other instances reach this one
 * @param threads how many threads decide at a time, each for partitions of its own
 * @param replicas copies of each partition of the topics that are created
 * @param commitInterval how often decisions are committed, which is also how long an
 * editor waits for one
 * @param stateDir where the ledger keeps its entries between restarts; it is rebuilt from
 * the log when it is lost
 * @param answerTimeout how long a request waits for the ledger's answer
 * @param memory how much memory outside the heap the entries' cache may take, in bytes
 * @param standbyReplicas how many other instances follow each partition's entries, so
 * that they can take over without reading them back from the log
 * @param sessionTimeout how long an instance may be silent before others take over from
 * it
 */
@ConfigurationProperties("broadsheet.ledger")
record LedgerSettings(@DefaultValue("ingest-service") String instanceId,
		@DefaultValue("localhost:8081") String advertisedAddress, @DefaultValue("2") int threads,
		@DefaultValue("3") short replicas, @DefaultValue("50ms") Duration commitInterval, Path stateDir,
		@DefaultValue("5s") Duration answerTimeout, @DefaultValue("64MB") DataSize memory,
		@DefaultValue("0") int standbyReplicas, @DefaultValue("10s") Duration sessionTimeout) {

	LedgerSettings {
		Assert.isTrue(threads > 0, "broadsheet.ledger.threads must be at least 1");
	}

}
