package io.broadsheet.catalog.rebuild;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.EntryIndexes;
import io.broadsheet.catalog.position.LogIdentity;
import io.broadsheet.catalog.position.Switchover;
import io.broadsheet.catalog.projection.ArticleChange;
import io.broadsheet.catalog.projection.QuietProjection;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * One rebuild: fills a new collection from the beginning of the log, compares it with
 * what the log says, and puts it in the place of the old one. Readers are served from the
 * old one all the while, and every instance goes on projecting into it.
 */
class Rebuild implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Rebuild.class);

	private static final long RETRY_MILLISECONDS = 1000;

	private final ConsumerFactory<byte[], byte[]> consumers;

	private final LogIdentity logIdentity;

	private final RebuiltCollection collection;

	private final QuietProjection projection;

	private final Switchover switchover;

	private final RebuildSettings settings;

	private final Progress progress;

	private final LiveArticles articles = new LiveArticles();

	private final CountDownLatch stopping = new CountDownLatch(1);

	Rebuild(ConsumerFactory<byte[], byte[]> consumers, LogIdentity logIdentity, ReactiveMongoTemplate mongo,
			EntryDocuments documents, EntryIndexes indexes, RebuildSettings settings, Clock clock) {
		this.consumers = consumers;
		this.logIdentity = logIdentity;
		this.collection = new RebuiltCollection(mongo, indexes);
		this.projection = new QuietProjection(mongo, documents, this.collection.name());
		this.switchover = new Switchover(mongo);
		this.settings = settings;
		this.progress = new Progress(clock);
	}

	/**
	 * Rebuilds, and waits for brokers and database for as long as it takes.
	 * @throws RebuildFailedException if readers still see the old entries
	 */
	void run() {
		logger.atInfo().addKeyValue("collection", this.collection.name()).log("A rebuild begins");
		patiently(() -> this.switchover.announce(this.collection.name()));
		patiently(this.collection::create);
		String log = patiently(this.logIdentity::current);
		try (WholeLog records = patiently(() -> new WholeLog(this.consumers, this.settings.batch()))) {
			fill(records);
			verify();
			fill(records);
			switchOver(log, records.next());
		}
	}

	@Override
	public void close() {
		this.stopping.countDown();
	}

	private void fill(WholeLog log) {
		Map<TopicPartition, Long> ends = patiently(log::ends);
		Map<TopicPartition, Long> next = patiently(log::next);
		while (ends.entrySet().stream().anyMatch((end) -> next.getOrDefault(end.getKey(), 0L) < end.getValue())) {
			ConsumerRecords<byte[], byte[]> records = log.read();
			if (!records.isEmpty()) {
				List<ArticleChange> changes = patiently(() -> this.projection.apply(records));
				changes.forEach(this.articles::apply);
				this.progress.applied(records.count(), changes.size());
			}
			failIfStopped();
			next.putAll(patiently(log::next));
			this.progress.tell(next, ends);
		}
	}

	private void verify() {
		LiveArticles.Comparison comparison = patiently(() -> this.collection.compare(this.articles));
		if (!comparison.isEqual()) {
			throw new RebuildFailedException(
					"The rebuilt collection " + this.collection.name() + " is wrong: " + comparison.difference());
		}
		logger.atInfo().addKeyValue("articles", comparison.found()).log("The rebuilt entries are those of the log");
	}

	private void switchOver(String log, Map<TopicPartition, Long> next) {
		if (!patiently(this.logIdentity::current).equals(log)) {
			throw new RebuildFailedException("The log was replaced by another one meanwhile");
		}
		if (!this.switchover.switchTo(this.collection.name(), log, next)) {
			throw new RebuildFailedException("Another rebuild was begun meanwhile");
		}
		logger.atInfo().log("The rebuild is done");
	}

	private void patiently(Runnable step) {
		patiently(() -> {
			step.run();
			return true;
		});
	}

	private <T> T patiently(Supplier<T> step) {
		while (true) {
			failIfStopped();
			try {
				return step.get();
			}
			catch (RuntimeException ex) {
				logger.atWarn()
					.addKeyValue("reason", String.valueOf(ex.getMessage()))
					.log("The rebuild can't go on yet, trying again");
				pause();
			}
		}
	}

	private void failIfStopped() {
		if (this.stopping.getCount() == 0) {
			throw new RebuildFailedException("The service was stopped during a rebuild");
		}
	}

	private void pause() {
		try {
			this.stopping.await(RETRY_MILLISECONDS, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.stopping.countDown();
		}
	}

}
