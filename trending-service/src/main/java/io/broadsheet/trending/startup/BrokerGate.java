package io.broadsheet.trending.startup;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.broadsheet.events.Topic;
import io.broadsheet.events.broker.Brokers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;

/**
 * Starts what needs the brokers as soon as they and their topics are there. The service
 * itself does not wait.
 */
final class BrokerGate implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(BrokerGate.class);

	private static final Set<Topic> TOPICS = Set.of(Topic.ARTICLES, Topic.ARTICLE_VIEWS, Topic.ARTICLE_VIEWS_DLT,
			Topic.ARTICLE_REACTIONS, Topic.ARTICLE_REACTIONS_DLT, Topic.RANKINGS);

	private final Brokers brokers;

	private final short replicas;

	private final List<? extends Lifecycle> behind;

	private volatile @Nullable Thread waiting;

	/**
	 * Creates the gate.
	 * @param brokers what to wait for
	 * @param replicas copies of each partition of topics that are missing
	 * @param behind what to start then
	 */
	BrokerGate(Brokers brokers, short replicas, List<? extends Lifecycle> behind) {
		this.brokers = brokers;
		this.replicas = replicas;
		this.behind = behind;
	}

	@Override
	public void start() {
		Thread thread = new Thread(this::open, "broker-gate");
		this.waiting = thread;
		thread.start();
	}

	private void open() {
		try {
			this.brokers.awaitTopics(TOPICS, this.replicas);
			for (Lifecycle lifecycle : this.behind) {
				startPatiently(lifecycle);
			}
		}
		catch (InterruptedException ex) {
			logger.atInfo().log("Stopped while waiting for Kafka");
		}
	}

	private static void startPatiently(Lifecycle lifecycle) throws InterruptedException {
		while (!Thread.currentThread().isInterrupted()) {
			try {
				lifecycle.start();
				return;
			}
			catch (RuntimeException ex) {
				logger.atError().setCause(ex).log("Can't start, trying again");
				TimeUnit.SECONDS.sleep(1);
			}
		}
	}

	@Override
	public void stop() {
		@Nullable Thread thread = this.waiting;
		if (thread != null) {
			thread.interrupt();
			try {
				thread.join(Duration.ofSeconds(10).toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.waiting = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.waiting != null;
	}

}
