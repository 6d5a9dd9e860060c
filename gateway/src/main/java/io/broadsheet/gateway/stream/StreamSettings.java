package io.broadsheet.gateway.stream;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How much the stream remembers and serves.
 *
 * @param history how many events are remembered for clients that come back
 * @param rewind how many records of each partition are read of what was told before the
 * gateway started, so that clients of another one can go on here
 * @param backlog how many events may wait for a client that reads slowly, before it is
 * dropped
 * @param heartbeat how often a client hears that the stream is alive
 * @param retry how long clients are told to wait before they come back
 * @param perClient how many streams one address may have open
 * @param total how many streams may be open at all
 */
@ConfigurationProperties("broadsheet.stream")
record StreamSettings(int history, long rewind, int backlog, Duration heartbeat, Duration retry, int perClient,
		int total) {

	StreamSettings {
		if (history < 1 || backlog < 1 || rewind < 0 || heartbeat.toMillis() < 1) {
			throw new IllegalArgumentException("broadsheet.stream needs a history, a backlog and a heartbeat");
		}
	}

}
