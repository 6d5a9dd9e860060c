package io.broadsheet.ingest.ledger.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import io.broadsheet.ingest.ledger.Announcement;
import io.broadsheet.ingest.ledger.Command;
import io.broadsheet.ingest.ledger.Decision;
import io.broadsheet.ingest.ledger.Ledger;
import io.broadsheet.ingest.ledger.LedgerEntry;
import io.broadsheet.ingest.ledger.answer.Answer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.kafka.support.KafkaHeaders;

/**
 * Applies the ledger to the commands of one partition, and releases its scheduled
 * articles when their time has come: entry, event and answer are written in one
 * transaction, or none of them. What can't be decided is put aside, but a store that
 * can't be read is no fault of what is asked: that goes to Kafka Streams, which begins
 * again.
 */
final class LedgerProcessor implements Processor<String, byte[], String, byte[]> {

	private static final Logger logger = LoggerFactory.getLogger(LedgerProcessor.class);

	/** How often the schedule is looked at: some of what is due is released each time. */
	private static final Duration TICK = Duration.ofMillis(100);

	private final JsonMapper json = LedgerJson.mapper();

	private final EventCodec events = new EventCodec("ingest-service", this.json);

	private final Ledger ledger;

	private @Nullable ProcessorContext<String, byte[]> context;

	private @Nullable LedgerStores stores;

	LedgerProcessor(Ledger ledger) {
		this.ledger = ledger;
	}

	@Override
	public void init(ProcessorContext<String, byte[]> context) {
		this.context = context;
		this.stores = new LedgerStores(context, this.json);
		context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::releaseDue);
	}

	@Override
	public void process(Record<String, byte[]> record) {
		Command command;
		LedgerEntry entry;
		Decision decision;
		try {
			command = read(record);
			entry = stores().entry(command.ticket().articleId());
			decision = this.ledger.decide(command, entry, now());
		}
		catch (KafkaException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			deadLetter(record, ex);
			return;
		}
		apply(decision, entry, record.timestamp());
		String articleId = command.ticket().articleId();
		Answer answer = new Answer(command.ticket().commandId(), articleId, decision.outcome());
		forward(Topic.ARTICLE_OUTCOMES, articleId, this.json.writeValueAsBytes(answer), record.timestamp(),
				new RecordHeaders());
	}

	private void releaseDue(long timestamp) {
		for (String key : stores().due(now())) {
			release(key, timestamp);
			stores().unschedule(key);
		}
	}

	private void release(String scheduleKey, long timestamp) {
		LedgerEntry entry;
		Decision decision;
		try {
			String articleId = LedgerStores.ScheduleKey.articleId(scheduleKey);
			entry = stores().entry(articleId);
			decision = this.ledger.decide(Command.Release.of(articleId, now().atOffset(ZoneOffset.UTC)), entry, now());
		}
		catch (KafkaException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			logger.atError()
				.addKeyValue("scheduled", scheduleKey)
				.setCause(ex)
				.log("A scheduled article can't be published, and is taken off the schedule");
			return;
		}
		apply(decision, entry, timestamp);
	}

	private void apply(Decision decision, @Nullable LedgerEntry before, long timestamp) {
		decision.change().ifPresent((change) -> {
			stores().put(before, change.entry());
			announce(change.announcement(), change.entry().articleId(), timestamp);
		});
		if (decision instanceof Decision.Noted noted) {
			stores().note(noted.entry());
		}
	}

	private void announce(Announcement announcement, String articleId, long timestamp) {
		if (announcement instanceof Announcement.Told told) {
			ProducerRecord<String, byte[]> event = this.events.write(told.event());
			forward(Topic.ARTICLES, articleId, event.value(), timestamp, event.headers());
		}
		else if (announcement instanceof Announcement.Erasure) {
			forward(Topic.ARTICLES, articleId, null, timestamp, new RecordHeaders());
		}
	}

	private Command read(Record<String, byte[]> record) {
		Command command = this.json.readValue(record.value(), Command.class);
		if (command == null || !command.ticket().articleId().equals(record.key())) {
			throw new IllegalArgumentException("The record is not a command on the article of its key");
		}
		return command;
	}

	/** A command that can't be decided must not stop those behind it. */
	private void deadLetter(Record<String, byte[]> record, RuntimeException failure) {
		String reason = String.valueOf(failure.getMessage());
		logger.atError().setCause(failure).log("A command could not be decided, and is a dead letter");
		Headers headers = new RecordHeaders(record.headers().toArray());
		headers.add(KafkaHeaders.DLT_EXCEPTION_MESSAGE, reason.getBytes(StandardCharsets.UTF_8));
		forward(Topic.ARTICLE_COMMANDS_DLT, record.key(), record.value(), record.timestamp(), headers);
	}

	private void forward(Topic topic, String key, byte @Nullable [] value, long timestamp, Headers headers) {
		context().forward(new Record<>(key, value, timestamp, headers), topic.topicName());
	}

	private Instant now() {
		return Instant.ofEpochMilli(context().currentSystemTimeMs());
	}

	private ProcessorContext<String, byte[]> context() {
		if (this.context == null) {
			throw new IllegalStateException("The processor was not initialised");
		}
		return this.context;
	}

	private LedgerStores stores() {
		if (this.stores == null) {
			throw new IllegalStateException("The processor was not initialised");
		}
		return this.stores;
	}

}
