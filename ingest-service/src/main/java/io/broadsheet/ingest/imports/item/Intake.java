package io.broadsheet.ingest.imports.item;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.broadsheet.ingest.article.ArticleIds;
import io.broadsheet.ingest.article.BodyPolicy;
import io.broadsheet.ingest.article.Draft;
import io.broadsheet.ingest.ledger.ArticleContent;
import io.broadsheet.ingest.ledger.Command.SourceStatus;
import io.broadsheet.ingest.problem.FieldError;
import io.broadsheet.ingest.problem.FieldErrors;
import io.broadsheet.ingest.problem.Problem;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;

import org.springframework.web.ErrorResponseException;

/**
 * Checks drafts of any source as an editor's draft is checked.
 */
public final class Intake {

	private static final int FIRST_YEAR = 1000;

	private static final int LAST_YEAR = 9998;

	private static final String EXTERNAL_ID = "/externalId";

	/** By how much a source's clock may be ahead of ours. */
	private static final Duration SLACK = Duration.ofMinutes(5);

	private final Validator validator;

	private final Clock clock;

	/**
	 * Checks with the rules of a validator.
	 * @param validator knows the rules of drafts
	 * @param clock tells what lies ahead
	 */
	public Intake(Validator validator, Clock clock) {
		this.validator = validator;
		this.clock = clock;
	}

	/**
	 * Checks a draft. One that its source takes back needs an external id and nothing
	 * else.
	 * @param index the number of items before it
	 * @param draft the draft
	 * @param missing what it lacked when it was made
	 * @param status whether its source lets readers see it
	 * @param versionAt when its source made this version of it, if it tells; a time ahead
	 * is none
	 * @return the item: ready, or unusable with all reasons
	 */
	public ImportItem check(long index, Draft draft, Missing missing, SourceStatus status,
			@Nullable OffsetDateTime versionAt) {
		List<FieldError> errors = errors(draft, missing);
		String externalId = draft.externalId();
		if (status != SourceStatus.USABLE) {
			errors.removeIf((error) -> !error.pointer().equals(EXTERNAL_ID));
		}
		if (externalId == null || !errors.isEmpty()) {
			return new ImportItem.Unusable(index, externalId, errors);
		}
		try {
			if (status != SourceStatus.USABLE) {
				return new ImportItem.Ready(index, externalId, nothing(externalId), null, status, credible(versionAt),
						List.of());
			}
			draft.check(ArticleIds.of(externalId, null));
			BodyPolicy.Sanitised body = BodyPolicy.sanitise(draft.body());
			return new ImportItem.Ready(index, externalId, draft.content(body.html()), draft.publishAt(), status,
					credible(versionAt), body.removed());
		}
		catch (ErrorResponseException ex) {
			return new ImportItem.Unusable(index, externalId, FieldErrors.of(ex));
		}
	}

	/**
	 * Checks what a request gives for all items that tell none.
	 * @param defaults section and language
	 * @return the defaults
	 * @throws ErrorResponseException if a draft could not have them
	 */
	public ImportDefaults check(ImportDefaults defaults) {
		checkParameter("section", defaults.section());
		checkParameter("language", defaults.language());
		return defaults;
	}

	/** A clock that is wrong must not make all later versions look old. */
	private @Nullable OffsetDateTime credible(@Nullable OffsetDateTime versionAt) {
		return (versionAt != null && versionAt.toInstant().isAfter(this.clock.instant().plus(SLACK))) ? null
				: versionAt;
	}

	/**
	 * Whether a time lies ahead: an article of that time is under embargo.
	 * @param time when a source says that an article is for readers
	 * @return whether that is in the future
	 */
	public boolean isAhead(@Nullable OffsetDateTime time) {
		return time != null && time.toInstant().isAfter(this.clock.instant());
	}

	private void checkParameter(String name, @Nullable String value) {
		if (value != null) {
			this.validator.validateValue(Draft.class, name, value).stream().findFirst().ifPresent((violation) -> {
				throw Problem.invalidParameter(name, violation.getMessage());
			});
		}
	}

	private List<FieldError> errors(Draft draft, Missing missing) {
		List<FieldError> errors = new ArrayList<>(missing.errors());
		Set<String> known = errors.stream().map(FieldError::pointer).collect(Collectors.toSet());
		FieldErrors.of(this.validator.validate(draft))
			.stream()
			.filter((error) -> !known.contains(error.pointer()))
			.forEach(errors::add);
		checkYear("/publishedAt", draft.publishedAt(), errors);
		checkYear("/publishAt", draft.publishAt(), errors);
		if (draft.externalId() == null && !known.contains(EXTERNAL_ID)) {
			errors.add(new FieldError(EXTERNAL_ID, "is required in an import"));
		}
		if (draft.correction() != null) {
			errors.add(new FieldError("/correction", "belongs to a revision, not to an import"));
		}
		return errors;
	}

	private static ArticleContent nothing(String externalId) {
		return new ArticleContent(externalId, "", null, "", "", "", List.of(), List.of(), null, List.of(), null, null,
				true);
	}

	private static void checkYear(String pointer, @Nullable OffsetDateTime time, List<FieldError> errors) {
		if (time != null && (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR)) {
			errors.add(new FieldError(pointer, "must be of the years " + FIRST_YEAR + " to " + LAST_YEAR));
		}
	}

}
