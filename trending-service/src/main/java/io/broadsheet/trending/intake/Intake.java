package io.broadsheet.trending.intake;

import java.time.Clock;

import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The part of the topology that reads topics.
 */
public final class Intake {

	private final EventCodec codec;

	private final Clock clock;

	/**
	 * Creates the part.
	 * @param codec the wire format
	 * @param clock tells now
	 */
	public Intake(EventCodec codec, Clock clock) {
		this.codec = codec;
		this.clock = clock;
	}

	/**
	 * Reads a topic.
	 * @param builder takes the part
	 * @param topic the topic
	 * @param metrics told of what can't be used
	 * @return what the records tell, unreadable ones included, unknown types not
	 */
	public KStream<byte[], Reading> read(StreamsBuilder builder, Topic topic, IntakeMetrics metrics) {
		return builder
			.stream(topic.topicName(),
					Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
						.withTimestampExtractor(new Turns(topic, this.clock))
						.withName(topic.topicName()))
			.process(() -> new RecordReader(topic, this.codec, metrics), Named.as("read-" + topic.topicName()));
	}

	/**
	 * Writes what could not be read to a dead-letter topic.
	 * @param readings what was read
	 * @param deadLetters the topic to write to
	 */
	public void bury(KStream<byte[], Reading> readings, Topic deadLetters) {
		String name = deadLetters.topicName();
		readings.filter((key, reading) -> reading instanceof Reading.Unreadable, Named.as("unreadable-for-" + name))
			.mapValues((reading) -> (Reading.Unreadable) reading, Named.as("take-for-" + name))
			.process(DeadLetterWriter::new, Named.as("explain-for-" + name))
			.to(name, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(name));
	}

}
