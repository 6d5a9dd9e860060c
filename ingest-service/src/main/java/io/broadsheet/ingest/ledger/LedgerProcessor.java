package io.broadsheet.ingest.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.broadsheet.events.EventCodec;
import io.broadsheet.events.EventJson;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import tools.jackson.databind.json.JsonMapper;

/**
 * Applies the ledger to the commands of one partition: entry, event and answer are
 * written in one transaction, or none of them.
 */
final class LedgerProcessor implements Processor<String, byte[], String, byte[]> {

	private static final Logger logger = LoggerFactory.getLogger(LedgerProcessor.class);

	private final JsonMapper json = EventJson.mapper();

	private final EventCodec events = new EventCodec("ingest-service");

	private final Ledger ledger;

	private @Nullable ProcessorContext<String, byte[]> context;

	private @Nullable KeyValueStore<String, byte[]> entries;

	LedgerProcessor(Ledger ledger) {
		this.ledger = ledger;
	}

	@Override
	public void init(ProcessorContext<String, byte[]> context) {
		this.context = context;
		this.entries = context.getStateStore(LedgerTopology.STORE);
	}

	@Override
	public void process(Record<String, byte[]> record) {
		Command command;
		Decision decision;
		try {
			command = read(record);
			decision = decide(command);
		}
		catch (RuntimeException ex) {
			deadLetter(record, ex);
			return;
		}
		String articleId = command.ticket().articleId();
		decision.change().ifPresent((change) -> apply(change, articleId, record.timestamp()));
		Answer answer = new Answer(command.ticket().commandId(), articleId, decision.outcome());
		forward(Topic.ARTICLE_OUTCOMES, articleId, this.json.writeValueAsBytes(answer), record.timestamp(),
				new RecordHeaders());
	}

	private Command read(Record<String, byte[]> record) {
		Command command = this.json.readValue(record.value(), Command.class);
		if (command == null || !command.ticket().articleId().equals(record.key())) {
			throw new IllegalArgumentException("The record is not a command on the article of its key");
		}
		return command;
	}

	private Decision decide(Command command) {
		byte[] stored = store().get(command.ticket().articleId());
		LedgerEntry entry = (stored != null) ? this.json.readValue(stored, LedgerEntry.class) : null;
		return this.ledger.decide(command, entry, Instant.ofEpochMilli(context().currentSystemTimeMs()));
	}

	private void apply(Decision.Accepted change, String articleId, long timestamp) {
		byte[] entry = this.json.writeValueAsBytes(change.entry());
		store().put(articleId, entry);
		forward(Topic.NEWSROOM_ARTICLES, articleId, entry, timestamp, new RecordHeaders());
		ProducerRecord<String, byte[]> event = this.events.write(change.event());
		forward(Topic.ARTICLES, articleId, event.value(), timestamp, event.headers());
	}

	/** A command that can't be decided must not stop those behind it. */
	private void deadLetter(Record<String, byte[]> record, RuntimeException failure) {
		String reason = String.valueOf(failure.getMessage());
		logger.atError().setCause(failure).log("A command could not be decided, and is a dead letter");
		Headers headers = new RecordHeaders(record.headers().toArray());
		headers.add(KafkaHeaders.DLT_EXCEPTION_MESSAGE, reason.getBytes(StandardCharsets.UTF_8));
		forward(Topic.ARTICLE_COMMANDS_DLT, record.key(), record.value(), record.timestamp(), headers);
	}

	private void forward(Topic topic, String key, byte[] value, long timestamp, Headers headers) {
		context().forward(new Record<>(key, value, timestamp, headers), topic.topicName());
	}

	private ProcessorContext<String, byte[]> context() {
		if (this.context == null) {
			throw new IllegalStateException("The processor was not initialised");
		}
		return this.context;
	}

	private KeyValueStore<String, byte[]> store() {
		if (this.entries == null) {
			throw new IllegalStateException("The processor was not initialised");
		}
		return this.entries;
	}

}
