package io.broadsheet.ingest.ledger.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.broadsheet.events.Topic;
import io.broadsheet.events.broker.Brokers;
import io.broadsheet.ingest.ledger.answer.AnswerReader;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Starts the ledger as soon as the brokers can be reached, and stops it.
 */
final class LedgerRunner implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(LedgerRunner.class);

	private static final List<Topic> TOPICS = List.of(Topic.ARTICLE_COMMANDS, Topic.ARTICLES, Topic.ARTICLE_OUTCOMES,
			Topic.ARTICLE_COMMANDS_DLT, Topic.ARTICLE_VIEWS, Topic.ARTICLE_REACTIONS, Topic.COLLECTIONS);

	private static final Duration GRACE = Duration.ofSeconds(10);

	private final Brokers brokers;

	private final KafkaStreams streams;

	private final AnswerReader answers;

	private final short replicas;

	private @Nullable Thread starter;

	LedgerRunner(Brokers brokers, KafkaStreams streams, AnswerReader answers, short replicas) {
		this.brokers = brokers;
		this.streams = streams;
		this.answers = answers;
		this.replicas = replicas;
		streams.setUncaughtExceptionHandler(this::replaceThread);
	}

	private StreamThreadExceptionResponse replaceThread(Throwable failure) {
		logger.atError().setCause(failure).log("A thread of the ledger failed and is replaced");
		try {
			TimeUnit.SECONDS.sleep(1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return StreamThreadExceptionResponse.REPLACE_THREAD;
	}

	@Override
	public void start() {
		if (this.streams.state().hasCompletedShutdown()) {
			throw new IllegalStateException("A ledger that was stopped can't be started again");
		}
		this.starter = new Thread(this::startWhenReachable, "ledger-starter");
		this.starter.setDaemon(true);
		this.starter.start();
	}

	private void startWhenReachable() {
		try {
			patiently(() -> this.brokers.awaitTopics(TOPICS, this.replicas));
			patiently(this.answers::start);
			patiently(this.streams::start);
		}
		catch (InterruptedException ex) {
			logger.atInfo().log("Stopped while waiting for Kafka");
		}
	}

	/** Whatever keeps a step from being taken now may be gone in a second. */
	private static void patiently(Step step) throws InterruptedException {
		while (true) {
			try {
				step.take();
				return;
			}
			catch (RuntimeException ex) {
				logger.atError().setCause(ex).log("The ledger can't start, trying again");
				TimeUnit.SECONDS.sleep(1);
			}
		}
	}

	@Override
	public void stop() {
		if (this.starter != null) {
			awaitEnd(this.starter);
			this.starter = null;
		}
		this.streams.close(CloseOptions.timeout(GRACE)
			.withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
		this.answers.stop();
	}

	private static void awaitEnd(Thread thread) {
		thread.interrupt();
		try {
			thread.join(GRACE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Stops after the web server: requests in flight still get their answer. */
	@Override
	public int getPhase() {
		return 0;
	}

	@Override
	public boolean isRunning() {
		return this.starter != null;
	}

	boolean isReady() {
		return this.streams.state() == KafkaStreams.State.RUNNING && this.answers.isRunning();
	}

	String state() {
		return this.streams.state().name();
	}

	/** One of the steps to a running ledger. */
	@FunctionalInterface
	private interface Step {

		void take() throws InterruptedException;

	}

}
