package io.broadsheet.ingest.imports.item;

import java.time.OffsetDateTime;
import java.util.List;

import io.broadsheet.ingest.ledger.ArticleContent;
import io.broadsheet.ingest.ledger.Command;
import io.broadsheet.ingest.problem.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * One item of an imported document.
 */
public sealed interface ImportItem {

	/**
	 * Where it stands in the document.
	 * @return the number of items before it
	 */
	long index();

	/**
	 * What the system that it comes from calls it.
	 * @return the name, if it has one
	 */
	@Nullable String externalId();

	/**
	 * An item that can be handed to the ledger.
	 *
	 * @param index the number of items before it
	 * @param externalId what the system that it comes from calls it, up to 200 characters
	 * @param content the article, checked and sanitised
	 * @param publishAt when readers may see it, if not at once
	 * @param status whether the source lets readers see it; if not, the content is empty
	 * @param versionAt when the source made this version of it, if it tells
	 * @param removedMarkup what was taken out of the body because articles may not
	 * contain it
	 */
	record Ready(long index, String externalId, ArticleContent content, @Nullable OffsetDateTime publishAt,
			Command.SourceStatus status, @Nullable OffsetDateTime versionAt,
			List<String> removedMarkup) implements ImportItem {

		public Ready {
			removedMarkup = List.copyOf(removedMarkup);
		}

	}

	/**
	 * An item that can't be used.
	 *
	 * @param index the number of items before it
	 * @param externalId what the system that it comes from calls it, if that can be read
	 * @param errors what is wrong with it; pointers are those of a draft
	 */
	record Unusable(long index, @Nullable String externalId, List<FieldError> errors) implements ImportItem {

		public Unusable {
			errors = List.copyOf(errors);
		}

	}

}
