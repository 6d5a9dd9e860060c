package io.broadsheet.catalog.search;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.broadsheet.catalog.search.index.SearchIndex;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Keeps the index open and filled, on a thread of its own, whatever happens to its files
 * or the brokers: a damaged index is deleted and built again, anything else is waited
 * for.
 */
class SearchFollower implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(SearchFollower.class);

	private static final List<Class<? extends IOException>> DAMAGE = List.of(CorruptIndexException.class,
			IndexFormatTooOldException.class, IndexFormatTooNewException.class, IndexNotFoundException.class,
			NoSuchFileException.class, FileNotFoundException.class, EOFException.class);

	private final SearchSettings settings;

	private final SearchStatus status;

	private final Supplier<Consumer<byte[], byte[]>> logs;

	private final Supplier<String> identity;

	private final Feeds feeds;

	private CountDownLatch stopping = new CountDownLatch(0);

	private @Nullable Thread thread;

	private volatile @Nullable Consumer<byte[], byte[]> reading;

	SearchFollower(SearchSettings settings, SearchStatus status, Supplier<Consumer<byte[], byte[]>> logs,
			Supplier<String> identity, Feeds feeds) {
		this.settings = settings;
		this.status = status;
		this.logs = logs;
		this.identity = identity;
		this.feeds = feeds;
	}

	@Override
	public boolean isAutoStartup() {
		return this.settings.enabled();
	}

	@Override
	public synchronized void start() {
		this.stopping = new CountDownLatch(1);
		this.thread = new Thread(this::run, "search-follower");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	@Override
	public synchronized void stop() {
		Thread running = this.thread;
		this.thread = null;
		this.stopping.countDown();
		Consumer<byte[], byte[]> waiting = this.reading;
		if (waiting != null) {
			waiting.wakeup();
		}
		if (running != null) {
			try {
				running.join(TimeUnit.SECONDS.toMillis(10));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.thread != null;
	}

	private void run() {
		while (isFollowing()) {
			try (Directory directory = FSDirectory.open(this.settings.directory())) {
				serveOrDiscard(directory);
			}
			catch (IOException | RuntimeException ex) {
				giveUp(ex);
				pause();
			}
		}
	}

	private void serve(Directory directory) throws IOException {
		SearchIndex index;
		try {
			index = SearchIndex.open(directory);
		}
		catch (RuntimeException ex) {
			throw new CorruptIndexException("The index can't be understood", directory.toString(), ex);
		}
		try {
			this.status.opened(index);
			while (isFollowing()) {
				follow(index);
			}
			index.close();
		}
		catch (IOException | RuntimeException ex) {
			abandon(index, ex);
			throw ex;
		}
	}

	/**
	 * Follows the log until the brokers fail; the index answers all the same.
	 */
	private void follow(SearchIndex index) throws IOException {
		try (Consumer<byte[], byte[]> log = this.logs.get()) {
			this.reading = log;
			LogFeed feed = this.feeds.feed(log, index);
			feed.begin(this.identity.get());
			while (isFollowing()) {
				feed.step();
			}
		}
		catch (WakeupException ex) {
			logger.atDebug().log("Search stops following the log");
		}
		catch (InvalidOffsetException ex) {
			logger.atWarn().log("The log does not have what the search index still needs");
			index.startAnew("");
			this.status.opened(index);
		}
		catch (org.apache.kafka.common.KafkaException | org.springframework.kafka.KafkaException ex) {
			logger.atWarn()
				.addKeyValue("reason", String.valueOf(ex.getMessage()))
				.log("Search can't follow the log, trying again");
			pause();
		}
	}

	private void serveOrDiscard(Directory directory) throws IOException {
		try {
			serve(directory);
		}
		catch (IOException | RuntimeException ex) {
			if (!isDamage(ex)) {
				throw ex;
			}
			logger.atError().setCause(ex).log("The search index is damaged; it is deleted and built again");
			this.status.lost();
			SearchIndex.discard(directory);
		}
	}

	private void abandon(SearchIndex index, Exception ex) {
		this.status.away("The index is closed");
		try {
			index.abandon();
		}
		catch (IOException | RuntimeException further) {
			ex.addSuppressed(further);
		}
	}

	private void giveUp(Exception ex) {
		String reason = (ex instanceof LockObtainFailedException)
				? "Another process uses the index; each instance needs a directory of its own"
				: "The index can't be opened or written: " + ex.getClass().getSimpleName();
		this.status.away(reason);
		logger.atError()
			.addKeyValue("directory", this.settings.directory())
			.addKeyValue("cause", String.valueOf(ex.getMessage()))
			.log(reason);
	}

	/** Looks through what Lucene says afterwards at what it said first. */
	private static boolean isDamage(@Nullable Throwable ex) {
		return Stream.<Throwable>iterate(ex, (cause) -> cause != null, Throwable::getCause)
			.anyMatch((cause) -> DAMAGE.stream().anyMatch((type) -> type.isInstance(cause)));
	}

	private boolean isFollowing() {
		return this.stopping.getCount() > 0;
	}

	private void pause() {
		try {
			this.stopping.await(this.settings.retryInterval().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.stopping.countDown();
		}
	}

	/**
	 * Makes what fills an index.
	 */
	@FunctionalInterface
	interface Feeds {

		LogFeed feed(Consumer<byte[], byte[]> log, SearchIndex index);

	}

}
