package io.broadsheet.ingest.imports;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import com.github.f4b6a3.uuid.UuidCreator;
import io.broadsheet.ingest.article.ArticleIds;
import io.broadsheet.ingest.article.Tickets;
import io.broadsheet.ingest.imports.item.ImportItem;
import io.broadsheet.ingest.ledger.ArticleContent;
import io.broadsheet.ingest.ledger.Command;
import io.broadsheet.ingest.ledger.Outcome;
import io.broadsheet.ingest.ledger.answer.LedgerUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Hands the items of documents to the ledger, many at a time, but those of one article
 * one after the other.
 */
public class Imports {

	private static final Logger logger = LoggerFactory.getLogger(Imports.class);

	private static final String METRIC = "broadsheet.ingest.imports";

	private static final String CHANGE = "import";

	private final Function<Command, Mono<Outcome>> ledger;

	private final Tickets tickets;

	private final MeterRegistry meters;

	private final ImportSettings settings;

	Imports(Function<Command, Mono<Outcome>> ledger, Tickets tickets, MeterRegistry meters, ImportSettings settings) {
		this.ledger = ledger;
		this.tickets = tickets;
		this.meters = meters;
		this.settings = settings;
		Arrays.stream(ImportFormat.values())
			.forEach((format) -> Arrays.stream(ItemReport.Result.values())
				.forEach((result) -> count(format, result, 0)));
	}

	/**
	 * Imports a document.
	 * @param format what the document is, for metrics
	 * @param by who sends it, for the history of the articles, if that is known
	 * @param items its items
	 * @return what became of each, in the order of the document; no more items are asked
	 * for than are in flight
	 */
	public Flux<ItemReport> take(ImportFormat format, @Nullable String by, Flux<ImportItem> items) {
		return Flux.defer(() -> {
			Map<String, Mono<Void>> latest = new ConcurrentHashMap<>();
			return items.flatMapSequential((item) -> decide(item, by, latest), this.settings.concurrency(), 1)
				.doOnNext((report) -> count(format, report.outcome(), 1));
		});
	}

	private Mono<ItemReport> decide(ImportItem item, @Nullable String by, Map<String, Mono<Void>> latest) {
		if (item instanceof ImportItem.Unusable unusable) {
			return Mono.just(ItemReport.of(unusable));
		}
		ImportItem.Ready ready = (ImportItem.Ready) item;
		Sinks.Empty<Void> decided = Sinks.empty();
		Mono<Void> after = decided.asMono();
		Mono<Void> before = latest.put(ready.externalId(), after);
		return ((before != null) ? before : Mono.<Void>empty()).then(Mono.defer(() -> submit(ready, by)))
			.doFinally((signal) -> {
				latest.remove(ready.externalId(), after);
				decided.tryEmitEmpty();
			});
	}

	private Mono<ItemReport> submit(ImportItem.Ready item, @Nullable String by) {
		Command command = new Command.Import(ticket(item, by), item.content(), item.publishAt(), item.status(),
				this.tickets.fingerprint(CHANGE, timeless(item.content()), item.status()));
		return Mono.defer(() -> this.ledger.apply(command))
			.retryWhen(Retry.backoff(this.settings.attempts() - 1L, this.settings.backoff())
				.filter(LedgerUnavailableException.class::isInstance))
			.map((outcome) -> ItemReport.of(item, outcome))
			.onErrorResume((failure) -> Mono.just(failed(item, failure)));
	}

	private static ItemReport failed(ImportItem item, Throwable failure) {
		if (failure instanceof RecordTooLargeException) {
			return ItemReport.tooLarge(item);
		}
		if (!Exceptions.isRetryExhausted(failure)) {
			logger.atError().setCause(failure).addKeyValue("index", item.index()).log("An item could not be imported");
		}
		return ItemReport.unanswered(item);
	}

	/**
	 * A source asks for the same as long as it tells the same, whether the time that it
	 * tells lies ahead or has passed. The key gives an attempt the answer to an earlier
	 * one that took effect but was not heard of.
	 */
	private Command.Ticket ticket(ImportItem.Ready item, @Nullable String by) {
		ArticleContent content = item.content();
		OffsetDateTime time = (item.publishAt() != null) ? item.publishAt() : content.publishedAt();
		String key = UuidCreator.getTimeOrderedEpoch().toString();
		return this.tickets.of(ArticleIds.of(item.externalId(), null), key, by, CHANGE, timeless(content),
				(time != null) ? time.toInstant() : null, item.status());
	}

	private static ArticleContent timeless(ArticleContent content) {
		return new ArticleContent(content.externalId(), content.headline(), content.summary(), content.body(),
				content.language(), content.section(), content.tags(), content.authors(), content.dateline(),
				content.images(), null, content.source(), content.rankable());
	}

	private void count(ImportFormat format, ItemReport.Result result, int items) {
		this.meters.counter(METRIC, "format", format.tag(), "outcome", result.tag()).increment(items);
	}

}
