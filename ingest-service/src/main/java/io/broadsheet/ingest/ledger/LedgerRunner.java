package io.broadsheet.ingest.ledger;

import java.time.Duration;
import java.util.List;

import io.broadsheet.events.Topic;
import io.broadsheet.events.broker.Brokers;
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
			Topic.NEWSROOM_ARTICLES, Topic.ARTICLE_COMMANDS_DLT, Topic.ARTICLE_VIEWS);

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
		streams.setUncaughtExceptionHandler((failure) -> {
			logger.atError().setCause(failure).log("A thread of the ledger failed and is replaced");
			return StreamThreadExceptionResponse.REPLACE_THREAD;
		});
	}

	@Override
	public void start() {
		this.starter = new Thread(this::startWhenReachable, "ledger-starter");
		this.starter.setDaemon(true);
		this.starter.start();
	}

	private void startWhenReachable() {
		try {
			this.brokers.awaitTopics(TOPICS, this.replicas);
			this.answers.start();
			this.streams.start();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void stop() {
		if (this.starter != null) {
			this.starter.interrupt();
			this.starter = null;
		}
		this.streams.close(CloseOptions.timeout(GRACE)
			.withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
		this.answers.stop();
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

}
