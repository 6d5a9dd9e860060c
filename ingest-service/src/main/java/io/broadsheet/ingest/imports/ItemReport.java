package io.broadsheet.ingest.imports;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.broadsheet.ingest.article.ArticleIds;
import io.broadsheet.ingest.imports.item.ImportItem;
import io.broadsheet.ingest.ledger.Outcome;
import io.broadsheet.ingest.ledger.Standing;
import io.broadsheet.ingest.problem.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * What became of one item of an import.
 *
 * @param index the number of items before it
 * @param externalId what the system that it comes from calls it, if that could be read
 * @param id the article's, if there is an external id
 * @param outcome what became of it
 * @param errors why it was rejected
 * @param removedMarkup what was taken out of its body because articles may not contain it
 * @param unanswered whether the ledger did not say what became of the item: importing it
 * again makes sense then
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ItemReport(long index, @Nullable String externalId, @Nullable String id, Result outcome,
		List<FieldError> errors, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> removedMarkup,
		@JsonIgnore boolean unanswered) {

	private static final int MOST_ERRORS = 20;

	private static final String WHOLE_ITEM = "";

	public ItemReport {
		errors = List.copyOf(errors);
		removedMarkup = List.copyOf(removedMarkup);
	}

	static ItemReport of(ImportItem.Unusable item) {
		return rejected(item, item.errors(), false);
	}

	static ItemReport of(ImportItem.Ready item, Outcome outcome) {
		if (outcome instanceof Outcome.Accepted accepted) {
			return decided(item, result(accepted));
		}
		if (outcome instanceof Outcome.Unchanged) {
			return decided(item, Result.UNCHANGED);
		}
		if (outcome instanceof Outcome.Gone gone) {
			return rejected(item, WHOLE_ITEM, "was taken out of the newspaper: " + gone.reason());
		}
		if (outcome instanceof Outcome.Rejected rejected) {
			return rejected(item, (rejected.pointer() != null) ? rejected.pointer() : WHOLE_ITEM, rejected.reason());
		}
		return rejected(item, WHOLE_ITEM, "does not fit the state of the article");
	}

	static ItemReport tooLarge(ImportItem item) {
		return rejected(item, WHOLE_ITEM, "is larger than the log can take");
	}

	static ItemReport unanswered(ImportItem item) {
		return rejected(item, List.of(new FieldError(WHOLE_ITEM,
				"got no answer in time, and may have taken effect: import it again, which is safe")), true);
	}

	static ItemReport untried(ImportItem item) {
		return rejected(item, List
			.of(new FieldError(WHOLE_ITEM, "was not tried, because the ledger stopped answering: import it again")),
				true);
	}

	static ItemReport repeated(ImportItem item, long first) {
		return rejected(item, "/externalId",
				"is that of item " + first + " too, with another text, and neither tells which is the later version");
	}

	/**
	 * What is withheld before it was ever told leaves readers with nothing, as before.
	 */
	private static Result result(Outcome.Accepted accepted) {
		if (accepted.state().equals(Standing.WITHHELD)) {
			return Result.UNCHANGED;
		}
		return (accepted.revision() == 1) ? Result.CREATED : Result.REVISED;
	}

	private static ItemReport decided(ImportItem.Ready item, Result result) {
		return new ItemReport(item.index(), item.externalId(), id(item), result, List.of(), item.removedMarkup(),
				false);
	}

	private static ItemReport rejected(ImportItem item, String pointer, String detail) {
		return rejected(item, List.of(new FieldError(pointer, detail)), false);
	}

	private static ItemReport rejected(ImportItem item, List<FieldError> errors, boolean unanswered) {
		return new ItemReport(item.index(), item.externalId(), id(item), Result.REJECTED,
				errors.stream().limit(MOST_ERRORS).toList(), List.of(), unanswered);
	}

	private static @Nullable String id(ImportItem item) {
		return (item.externalId() != null) ? ArticleIds.of(item.externalId(), null) : null;
	}

	/**
	 * What can become of an item.
	 */
	public enum Result {

		/** There is an article that was not there before. */
		CREATED("created"),

		/** The article has a new revision. */
		REVISED("revised"),

		/** The article stands as the item says already. */
		UNCHANGED("unchanged"),

		/** Nothing came of it. */
		REJECTED("rejected");

		private final String tag;

		Result(String tag) {
			this.tag = tag;
		}

		/**
		 * Its name in reports and metrics.
		 * @return one word
		 */
		@JsonValue
		public String tag() {
			return this.tag;
		}

	}

}
