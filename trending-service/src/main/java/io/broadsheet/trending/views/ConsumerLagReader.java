package io.broadsheet.trending.views;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.broadsheet.events.Topic;
import io.broadsheet.events.broker.Brokers;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Asks the brokers how far all instances together have counted.
 */
class ConsumerLagReader {

	private static final Logger logger = LoggerFactory.getLogger(ConsumerLagReader.class);

	private static final List<Topic> TOPICS = List.of(Topic.ARTICLE_VIEWS, Topic.ARTICLE_REACTIONS);

	private final Brokers brokers;

	private final String group;

	private final ConsumerLag lag;

	private final Clock clock;

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

	/** The ends first: what is counted meanwhile must not count as lag. */
	@Scheduled(fixedDelayString = "${broadsheet.trending.lag-interval}")
	void read() {
		try {
			Map<TopicPartition, Long> ends = new HashMap<>();
			for (Topic topic : TOPICS) {
				ends.putAll(this.brokers.endOffsets(topic));
			}
			this.lag.seen(this.clock.instant(), ends, this.brokers.committedOffsets(this.group));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.atDebug().addKeyValue("reason", ex.getMessage()).log("The brokers do not say how far counting is");
		}
	}

}
