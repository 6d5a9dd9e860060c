package io.broadsheet.catalog.startup;

import java.util.List;

import io.broadsheet.events.Topic;
import io.broadsheet.events.broker.Brokers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Starts the projections when the brokers and their topics are there, on a thread of its
 * own: the service itself starts without them.
 */
class ProjectionStarter implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ProjectionStarter.class);

	private static final List<Topic> TOPICS = List.of(Topic.ARTICLES, Topic.ARTICLES_DLT, Topic.ARTICLE_RECEIPTS,
			Topic.COLLECTIONS, Topic.COLLECTIONS_DLT);

	private final Brokers brokers;

	private final short replicas;

	private final List<MessageListenerContainer> projections;

	private @Nullable Thread thread;

	ProjectionStarter(Brokers brokers, short replicas, List<MessageListenerContainer> projections) {
		this.brokers = brokers;
		this.replicas = replicas;
		this.projections = List.copyOf(projections);
	}

	@Override
	public synchronized void start() {
		this.thread = new Thread(this::startProjection, "projection-starter");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	@Override
	public synchronized void stop() {
		if (this.thread != null) {
			this.thread.interrupt();
			this.thread = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.thread != null;
	}

	private void startProjection() {
		try {
			this.brokers.awaitTopics(TOPICS, this.replicas);
			startUnlessStopped();
		}
		catch (InterruptedException ex) {
			logger.atDebug().log("Stopped before the brokers were there");
		}
	}

	private synchronized void startUnlessStopped() {
		if (isRunning()) {
			this.projections.forEach(MessageListenerContainer::start);
			logger.atInfo().log("The brokers are there: the projection starts");
		}
	}

}
