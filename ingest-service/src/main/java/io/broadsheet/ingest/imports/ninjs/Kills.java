package io.broadsheet.ingest.imports.ninjs;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.broadsheet.ingest.imports.item.ImportItem;
import io.broadsheet.ingest.ledger.Command.SourceStatus;
import io.broadsheet.ingest.problem.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * What a document takes back. A text of the same document holds beside it only if it is
 * of another version: which of the two comes later in the document says nothing.
 *
 * @param byExternalId the items that take an article back
 */
record Kills(Map<String, List<ImportItem.Ready>> byExternalId) {

	static Kills of(List<ImportItem> items) {
		return new Kills(items.stream()
			.filter(ImportItem.Ready.class::isInstance)
			.map(ImportItem.Ready.class::cast)
			.filter((item) -> item.status() != SourceStatus.USABLE)
			.collect(Collectors.groupingBy(ImportItem.Ready::externalId)));
	}

	List<ImportItem> apply(List<ImportItem> items) {
		return items.stream().map(this::apply).toList();
	}

	private ImportItem apply(ImportItem item) {
		if (!(item instanceof ImportItem.Ready text) || text.status() != SourceStatus.USABLE) {
			return item;
		}
		return this.byExternalId.getOrDefault(text.externalId(), List.of())
			.stream()
			.filter((kill) -> isOfOneVersion(kill.versionAt(), text.versionAt()))
			.findFirst()
			.<ImportItem>map((kill) -> new ImportItem.Unusable(text.index(), text.externalId(),
					List.of(new FieldError("", "is taken back by item " + kill.index()))))
			.orElse(text);
	}

	private static boolean isOfOneVersion(@Nullable OffsetDateTime one, @Nullable OffsetDateTime other) {
		return one == null || other == null || one.isEqual(other);
	}

}
