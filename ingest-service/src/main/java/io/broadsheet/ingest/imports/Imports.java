package io.broadsheet.ingest.imports;

import java.time.OffsetDateTime;
import java.util.Arrays;
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
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes the items of documents commands, and counts what becomes of them.
 */
public class Imports {

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
	 * Imports a document whose reports are read when all of them are there.
	 * @param format what the document is, for metrics
	 * @param by who sends it, for the history of the articles, if that is known
	 * @param items its items
	 * @return what became of each, in the order of the document, or an error of
	 * {@link LedgerUnavailableException} if the ledger answers for none of them
	 */
	public Flux<ItemReport> take(ImportFormat format, @Nullable String by, Flux<ImportItem> items) {
		return take(format, by, items, () -> {
		});
	}

	/**
	 * Imports a document.
	 * @param format what the document is, for metrics
	 * @param by who sends it, for the history of the articles, if that is known
	 * @param items its items
	 * @param begun told when the ledger has answered for one of them, or one was
	 * reported: from then on there is no error, but reports
	 * @return what became of each, in the order of the document; no more items are asked
	 * for than are in flight. An error of {@link LedgerUnavailableException} if the
	 * ledger answers for none of them
	 */
	public Flux<ItemReport> take(ImportFormat format, @Nullable String by, Flux<ImportItem> items, Runnable begun) {
		return Flux.defer(() -> {
			ImportRun run = new ImportRun(this.ledger, (item) -> command(item, by), this.settings, begun);
			return items.flatMapSequential(run::decide, this.settings.concurrency(), 1)
				.doOnNext((report) -> run.begin())
				.doOnNext((report) -> count(format, report.outcome(), 1));
		});
	}

	private Command.Import command(ImportItem.Ready item, @Nullable String by) {
		return new Command.Import(ticket(item, by), item.content(), item.publishAt(), item.status(),
				this.tickets.fingerprint(CHANGE, timeless(item.content()), item.status()), item.versionAt());
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
