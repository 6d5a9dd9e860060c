package io.broadsheet.trending.intake;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import io.broadsheet.events.UnreadableEventException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one topic. Whatever a record holds, it does not stop its
 * partition.
 */
final class RecordReader extends ContextualProcessor<byte[], byte[], byte[], Reading> {

	private static final byte[] NOTHING = new byte[0];

	/**
	 * What a reader does fits into a fraction of it; much longer ones would fill the
	 * memory.
	 */
	private static final int LONGEST = 16 * 1024;

	private final Topic topic;

	private final EventCodec codec;

	private final ViewReader views;

	private final IntakeMetrics metrics;

	RecordReader(Topic topic, EventCodec codec, IntakeMetrics metrics) {
		this.topic = topic;
		this.codec = codec;
		this.views = new ViewReader(codec);
		this.metrics = metrics;
	}

	@Override
	public void process(Record<byte[], byte[]> record) {
		Optional<Reading> reading = read(record);
		if (reading.isEmpty()) {
			this.metrics.unknownType();
			return;
		}
		if (reading.get() instanceof Reading.Unreadable) {
			this.metrics.unreadable();
		}
		context().forward(record.withValue(reading.get()));
	}

	private Optional<Reading> read(Record<byte[], byte[]> record) {
		byte @Nullable [] key = record.key();
		byte @Nullable [] value = record.value();
		if (key == null) {
			return Optional.of(unreadable(value, "The record has no key"));
		}
		String articleId = new String(key, StandardCharsets.UTF_8);
		if (value == null && this.topic == Topic.ARTICLES) {
			return Optional.of(new Reading.Forgotten(articleId));
		}
		if (this.topic != Topic.ARTICLES && key.length + ((value != null) ? value.length : 0) > LONGEST) {
			return Optional.of(unreadable(value, "The record has more than " + LONGEST + " bytes"));
		}
		try {
			return event(record.headers(), value).map((event) -> told(articleId, event, value));
		}
		catch (UnreadableEventException ex) {
			return Optional.of(unreadable(value, ex.getMessage()));
		}
		catch (RuntimeException ex) {
			return Optional.of(unreadable(value, "The record can't be read: " + ex));
		}
	}

	private Optional<Event> event(Headers headers, byte @Nullable [] value) throws UnreadableEventException {
		return (this.topic == Topic.ARTICLE_VIEWS) ? Optional.ofNullable(this.views.read(headers, value))
				: this.codec.read(headers, value);
	}

	private Reading told(String articleId, Event event, byte @Nullable [] value) {
		if (event.type().topic() != this.topic) {
			return unreadable(value, event.type().wireName() + " does not belong on this topic");
		}
		if (!event.subject().equals(articleId)) {
			return unreadable(value, "The key is not the event's article id");
		}
		return new Reading.Told(articleId, event);
	}

	private static Reading unreadable(byte @Nullable [] value, @Nullable String reason) {
		return new Reading.Unreadable((value != null) ? value : NOTHING, String.valueOf(reason));
	}

}
