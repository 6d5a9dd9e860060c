package io.broadsheet.ingest.imports;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.broadsheet.ingest.imports.item.ImportItem;
import io.broadsheet.ingest.ledger.Command;
import io.broadsheet.ingest.ledger.Outcome;
import io.broadsheet.ingest.ledger.answer.LedgerUnavailableException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Hands the items of one document to the ledger, many at a time, but those of one article
 * one after the other. A ledger that does not answer at the beginning ends the import;
 * one that falls silent later is asked again some times, and then left in peace.
 */
final class ImportRun {

	private static final Logger logger = LoggerFactory.getLogger(ImportRun.class);

	private final Map<String, Mono<Void>> latest = new ConcurrentHashMap<>();

	private final ToldVersions told = new ToldVersions();

	private final Function<Command, Mono<Outcome>> ledger;

	private final Function<ImportItem.Ready, Command.Import> commands;

	private final ImportSettings settings;

	private final Runnable whenBegun;

	private volatile boolean begun;

	private volatile boolean abandoned;

	ImportRun(Function<Command, Mono<Outcome>> ledger, Function<ImportItem.Ready, Command.Import> commands,
			ImportSettings settings, Runnable whenBegun) {
		this.whenBegun = whenBegun;
		this.ledger = ledger;
		this.commands = commands;
		this.settings = settings;
	}

	/** The report begins, and has to be written to its end. */
	void begin() {
		if (!this.begun) {
			this.begun = true;
			this.whenBegun.run();
		}
	}

	/**
	 * Decides the next item.
	 * @param item not before the one that stands before it in the document
	 * @return what becomes of it
	 */
	Mono<ItemReport> decide(ImportItem item) {
		if (item instanceof ImportItem.Unusable unusable) {
			return Mono.just(ItemReport.of(unusable));
		}
		ImportItem.Ready ready = (ImportItem.Ready) item;
		Command.Import command = this.commands.apply(ready);
		return this.told.contradicts(ready, command.ticket().fingerprint())
			.map((first) -> Mono.just(ItemReport.repeated(item, first)))
			.orElseGet(() -> inTurn(ready, command));
	}

	private Mono<ItemReport> inTurn(ImportItem.Ready item, Command.Import command) {
		Sinks.Empty<Void> decided = Sinks.empty();
		Mono<Void> after = decided.asMono();
		Mono<Void> before = this.latest.put(item.externalId(), after);
		return ((before != null) ? before : Mono.<Void>empty()).then(Mono.defer(() -> submit(item, command)))
			.doFinally((signal) -> {
				this.latest.remove(item.externalId(), after);
				decided.tryEmitEmpty();
			});
	}

	private Mono<ItemReport> submit(ImportItem.Ready item, Command command) {
		if (this.abandoned) {
			return Mono.just(ItemReport.untried(item));
		}
		return Mono.defer(() -> this.ledger.apply(command))
			.doOnNext((outcome) -> begin())
			.retryWhen(Retry.backoff(this.settings.attempts() - 1L, this.settings.backoff())
				.filter((failure) -> failure instanceof LedgerUnavailableException && this.begun))
			.map((outcome) -> ItemReport.of(item, outcome))
			.onErrorResume((failure) -> fail(item, failure));
	}

	private Mono<ItemReport> fail(ImportItem item, Throwable failure) {
		if (failure instanceof RecordTooLargeException) {
			return Mono.just(ItemReport.tooLarge(item));
		}
		if (failure instanceof LedgerUnavailableException) {
			return Mono.error(failure);
		}
		if (Exceptions.isRetryExhausted(failure)) {
			this.abandoned = true;
		}
		else {
			logger.atError().setCause(failure).addKeyValue("index", item.index()).log("An item could not be imported");
		}
		return Mono.just(ItemReport.unanswered(item));
	}

}
