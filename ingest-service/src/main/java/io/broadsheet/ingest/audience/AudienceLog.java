package io.broadsheet.ingest.audience;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import org.apache.kafka.common.KafkaException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.kafka.core.KafkaOperations;

/**
 * Writes what readers do to the log.
 */
public class AudienceLog {

	/** So that the answer is there within five seconds. */
	private static final Duration PATIENCE = Duration.ofMillis(4800);

	private final EventCodec events = new EventCodec("ingest-service");

	private final KafkaOperations<String, byte[]> kafka;

	AudienceLog(KafkaOperations<String, byte[]> kafka) {
		this.kafka = kafka;
	}

	/**
	 * Writes events, those of an article in their order.
	 * @param told what readers did
	 * @return when the brokers have all of them; an error of {@link KafkaException} or
	 * Spring's if they did not say so in time, and some may be on the log then
	 */
	public Mono<Void> write(List<? extends Event> told) {
		return Mono.fromFuture(() -> send(told))
			.subscribeOn(Schedulers.boundedElastic())
			.timeout(PATIENCE)
			.onErrorMap(TimeoutException.class,
					(late) -> new KafkaException("No acknowledgement of what readers did", late));
	}

	/** The first that can't be sent at all is the last that is tried. */
	private CompletableFuture<Void> send(List<? extends Event> told) {
		return CompletableFuture.allOf(told.stream()
			.map((event) -> this.kafka.send(this.events.write(event)))
			.toArray(CompletableFuture[]::new));
	}

}
