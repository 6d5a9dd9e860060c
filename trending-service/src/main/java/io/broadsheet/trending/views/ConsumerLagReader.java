package io.broadsheet.trending.views;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.broadsheet.events.Topic;
import io.broadsheet.events.broker.Brokers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Asks the brokers how far all instances together have counted.
 */
class ConsumerLagReader {

	private static final Logger logger = LoggerFactory.getLogger(ConsumerLagReader.class);

	private static final List<Topic> TOPICS = List.of(Topic.ARTICLE_VIEWS, Topic.ARTICLE_REACTIONS);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Brokers brokers;

	private final String group;

	private final ConsumerLag lag;

	private final Clock clock;

	private boolean failed;

	/**
	 * Creates it.
	 * @param brokers whom to ask
	 * @param group the consumer group of all instances
	 * @param lag told of the answers
	 * @param clock tells now
	 */
	ConsumerLagReader(Brokers brokers, String group, ConsumerLag lag, Clock clock) {
		this.brokers = brokers;
		this.group = group;
		this.lag = lag;
		this.clock = clock;
	}

	/** Fails quietly, but for the first time: without it no list is wrong. */
	@Scheduled(fixedDelayString = "${broadsheet.trending.lag-interval}")
	void read() {
		try {
			this.lag.seen(this.clock.instant(), this.brokers.progress(this.group, TOPICS, PATIENCE));
			this.failed = false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.atLevel(this.failed ? Level.DEBUG : Level.INFO)
				.addKeyValue("reason", String.valueOf(ex.getMessage()))
				.log("The brokers do not say how far counting is");
			this.failed = true;
		}
	}

}
