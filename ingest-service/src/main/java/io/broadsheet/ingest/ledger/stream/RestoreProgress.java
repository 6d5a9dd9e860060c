package io.broadsheet.ingest.ledger.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how far the ledger is with reading its entries back from the log. A partition is
 * not decided about before that is done.
 */
final class RestoreProgress implements StateRestoreListener {

	private static final Logger logger = LoggerFactory.getLogger(RestoreProgress.class);

	/** Of long restorations, each so many-th record is told. */
	private static final long STEP = 10_000;

	private final Map<TopicPartition, Long> restored = new ConcurrentHashMap<>();

	private final Counter records;

	RestoreProgress(MeterRegistry meters) {
		this.records = Counter.builder("broadsheet.ingest.ledger.restored")
			.description("Records of the ledger's changelog that were read back before deciding; with standby"
					+ " replicas it hardly grows when an instance dies")
			.register(meters);
	}

	@Override
	public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
		this.restored.put(partition, 0L);
		if (to > from) {
			logger.atInfo()
				.addKeyValue("partition", partition.partition())
				.addKeyValue("offsets", to - from)
				.log("Restoring the ledger's entries");
		}
	}

	@Override
	public void onBatchRestored(TopicPartition partition, String store, long endOffset, long count) {
		this.records.increment(count);
		long now = this.restored.merge(partition, count, Long::sum);
		if (now / STEP > (now - count) / STEP) {
			logger.atInfo()
				.addKeyValue("partition", partition.partition())
				.addKeyValue("records", now)
				.log("Still restoring the ledger's entries");
		}
	}

	@Override
	public void onRestoreEnd(TopicPartition partition, String store, long total) {
		this.restored.remove(partition);
		if (total > 0) {
			logger.atInfo()
				.addKeyValue("partition", partition.partition())
				.addKeyValue("records", total)
				.log("Restored the ledger's entries");
		}
	}

	@Override
	public void onRestoreSuspended(TopicPartition partition, String store, long total) {
		this.restored.remove(partition);
	}

}
