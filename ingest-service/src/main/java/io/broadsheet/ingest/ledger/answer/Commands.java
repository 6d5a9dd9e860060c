package io.broadsheet.ingest.ledger.answer;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.broadsheet.events.EventJson;
import io.broadsheet.events.Topic;
import io.broadsheet.ingest.ledger.Command;
import io.broadsheet.ingest.ledger.Outcome;
import org.apache.kafka.common.errors.RecordTooLargeException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.kafka.core.KafkaOperations;

/**
 * Hands commands to the ledger and waits for its answers.
 */
public class Commands {

	private final JsonMapper json = EventJson.mapper();

	private final Map<String, CompletableFuture<Outcome>> waiting = new ConcurrentHashMap<>();

	private final KafkaOperations<String, byte[]> kafka;

	private final Duration timeout;

	/**
	 * Opens the counter.
	 * @param kafka what takes commands to the log
	 * @param timeout how long an answer is waited for
	 */
	public Commands(KafkaOperations<String, byte[]> kafka, Duration timeout) {
		this.kafka = kafka;
		this.timeout = timeout;
	}

	/**
	 * Hands a command to the ledger.
	 * @param command what is asked
	 * @return what comes of it, or an error of {@link LedgerUnavailableException} if no
	 * answer came in time; the command may still take effect then. Of
	 * {@link RecordTooLargeException} if no topic can take it
	 */
	public Mono<Outcome> submit(Command command) {
		String commandId = command.ticket().commandId();
		return Mono.fromFuture(() -> send(command))
			.subscribeOn(Schedulers.boundedElastic())
			.timeout(this.timeout)
			.onErrorMap((failure) -> explain(failure, command.ticket().articleId()))
			.doFinally((signal) -> this.waiting.remove(commandId));
	}

	/**
	 * Hands an answer to whoever waits for it, if it is somebody here.
	 * @param answer one of the ledger's
	 */
	public void receive(Answer answer) {
		CompletableFuture<Outcome> future = this.waiting.remove(answer.commandId());
		if (future != null) {
			future.complete(answer.outcome());
		}
	}

	/** No repetition mends a command that is too large; all else may pass. */
	private static Throwable explain(Throwable failure, String articleId) {
		Throwable cause = failure.getCause();
		return (cause instanceof RecordTooLargeException) ? cause : new LedgerUnavailableException(articleId, failure);
	}

	private CompletableFuture<Outcome> send(Command command) {
		CompletableFuture<Outcome> future = new CompletableFuture<>();
		this.waiting.put(command.ticket().commandId(), future);
		byte[] value = this.json.writeValueAsBytes(command);
		this.kafka.send(Topic.ARTICLE_COMMANDS.topicName(), command.ticket().articleId(), value)
			.whenComplete((sent, failure) -> {
				if (failure != null) {
					future.completeExceptionally(failure);
				}
			});
		return future;
	}

}
