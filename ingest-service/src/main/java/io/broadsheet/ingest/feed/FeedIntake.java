package io.broadsheet.ingest.feed;

import java.util.Collection;
import java.util.Locale;
import java.util.function.BiFunction;

import io.broadsheet.ingest.fetch.Fetched;
import io.broadsheet.ingest.imports.ImportFormat;
import io.broadsheet.ingest.imports.Imports;
import io.broadsheet.ingest.imports.ItemReport;
import io.broadsheet.ingest.imports.feed.FeedReader;
import io.broadsheet.ingest.imports.item.ImportDefaults;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes the articles of a feed in; an error if the ledger has not decided on all of them.
 */
final class FeedIntake implements BiFunction<FeedSettings.Source, Fetched.Document, Mono<Void>> {

	private static final Logger logger = LoggerFactory.getLogger(FeedIntake.class);

	private final FeedReader reader;

	private final Imports imports;

	FeedIntake(FeedReader reader, Imports imports) {
		this.reader = reader;
		this.imports = imports;
	}

	@Override
	public Mono<Void> apply(FeedSettings.Source source, Fetched.Document document) {
		ImportDefaults defaults = new ImportDefaults(source.section(), source.language());
		return this.imports
			.take(format(document.contentType()), "feed " + source.name(), Flux
				.defer(() -> Flux.fromIterable(this.reader.read(document.content(), document.contentType(), defaults))))
			.collectList()
			.doOnNext((reports) -> log(source, reports))
			.flatMap((reports) -> reports.stream().anyMatch(ItemReport::unanswered)
					? Mono.error(new IllegalStateException("the ledger did not answer for all items")) : Mono.empty());
	}

	private static ImportFormat format(@Nullable String contentType) {
		return (contentType != null && contentType.toLowerCase(Locale.ROOT).contains("atom")) ? ImportFormat.ATOM
				: ImportFormat.RSS;
	}

	private static void log(FeedSettings.Source source, Collection<ItemReport> reports) {
		logger.atInfo()
			.addKeyValue("feed", source.name())
			.addKeyValue("created", count(reports, ItemReport.Result.CREATED))
			.addKeyValue("revised", count(reports, ItemReport.Result.REVISED))
			.addKeyValue("unchanged", count(reports, ItemReport.Result.UNCHANGED))
			.addKeyValue("rejected", count(reports, ItemReport.Result.REJECTED))
			.log("A feed was taken in");
	}

	private static long count(Collection<ItemReport> reports, ItemReport.Result result) {
		return reports.stream().filter((report) -> report.outcome() == result).count();
	}

}
