package io.broadsheet.gateway.purge;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.broadsheet.gateway.cache.store.AnswerCache;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Listens for as long as the gateway runs, whether there are brokers or not. Belongs to
 * no group: every gateway hears everything.
 */
final class PurgeReader implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(PurgeReader.class);

	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private final Supplier<Consumer<@Nullable String, byte @Nullable []>> consumers;

	private final AnswerCache cache;

	private final LogFollower follower;

	private volatile @Nullable Run run;

	PurgeReader(Supplier<Consumer<@Nullable String, byte @Nullable []>> consumers, AnswerCache cache,
			LogFollower follower) {
		this.consumers = consumers;
		this.cache = cache;
		this.follower = follower;
	}

	@Override
	public void start() {
		Run started = new Run(this.consumers.get());
		this.run = started;
		started.thread.start();
	}

	@Override
	public void stop() {
		Run current = this.run;
		if (current != null) {
			current.stop();
			this.run = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.run != null;
	}

	/** One run, from start to stop. */
	private final class Run {

		private final Consumer<@Nullable String, byte @Nullable []> consumer;

		private final Thread thread = new Thread(this::run, "purge-reader");

		private final CountDownLatch stopping = new CountDownLatch(1);

		private boolean failing;

		Run(Consumer<@Nullable String, byte @Nullable []> consumer) {
			this.consumer = consumer;
			this.thread.setDaemon(true);
		}

		private void run() {
			PurgeListener listener = new PurgeListener(this.consumer, PurgeReader.this.cache,
					PurgeReader.this.follower);
			try (this.consumer) {
				while (this.stopping.getCount() > 0) {
					listen(listener);
				}
			}
			catch (WakeupException | InterruptException | InterruptedException ex) {
				logger.atDebug().log("Stopped listening");
			}
			finally {
				PurgeReader.this.cache.hear(false);
			}
		}

		private void listen(PurgeListener listener) throws InterruptedException {
			try {
				listener.listen();
				this.failing = false;
			}
			catch (WakeupException | InterruptException ex) {
				throw ex;
			}
			catch (KafkaException ex) {
				if (!this.failing) {
					logger.atWarn().addKeyValue("reason", String.valueOf(ex.getMessage())).log("Can't hear purges");
				}
				this.failing = true;
				this.stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
			}
		}

		private void stop() {
			this.stopping.countDown();
			this.consumer.wakeup();
			try {
				this.thread.join(PATIENCE.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
