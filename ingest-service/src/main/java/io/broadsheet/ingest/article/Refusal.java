package io.broadsheet.ingest.article;

import java.util.List;
import java.util.Map;

import io.broadsheet.ingest.ledger.Outcome;
import io.broadsheet.ingest.problem.FieldError;
import io.broadsheet.ingest.problem.Problem;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * How an outcome that is not an acceptance is told to the editor.
 *
 * @param status the HTTP status
 * @param name the name of the problem
 * @param detail one sentence
 * @param properties what a program may want to know
 */
record Refusal(HttpStatus status, String name, String detail, Map<String, Object> properties) {

	static Refusal of(String articleId, Outcome outcome) {
		if (outcome instanceof Outcome.Exists exists) {
			return new Refusal(HttpStatus.CONFLICT, "article-exists",
					"There is an article with this externalId or Idempotency-Key already: revise it with PUT",
					Map.of("id", articleId, "currentRevision", exists.revision()));
		}
		if (outcome instanceof Outcome.Conflict conflict) {
			return new Refusal(HttpStatus.PRECONDITION_FAILED, "revision-conflict",
					"The article has been changed: it is at revision " + conflict.currentRevision(),
					Map.of("currentRevision", conflict.currentRevision()));
		}
		if (outcome instanceof Outcome.Gone gone) {
			return new Refusal(HttpStatus.GONE, "withdrawn", "The article is gone: " + gone.reason(), Map.of());
		}
		if (outcome instanceof Outcome.Misfit misfit) {
			return new Refusal(HttpStatus.CONFLICT, "wrong-state",
					"That can't be done to an article that is " + misfit.state(),
					Map.of("state", misfit.state(), "currentRevision", misfit.currentRevision()));
		}
		if (outcome instanceof Outcome.KeyReused) {
			return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused",
					"This Idempotency-Key was used for another request on this article", Map.of());
		}
		if (outcome instanceof Outcome.Rejected rejected) {
			return rejected(rejected);
		}
		return new Refusal(HttpStatus.NOT_FOUND, "not-found", "There is no article " + articleId, Map.of());
	}

	/**
	 * This refusal as an exception to throw.
	 * @return the problem
	 */
	ErrorResponseException problem() {
		return Problem.of(this.status, this.name, this.detail, this.properties);
	}

	private static Refusal rejected(Outcome.Rejected rejected) {
		String pointer = rejected.pointer();
		if (pointer == null) {
			return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "rejected", rejected.reason(), Map.of());
		}
		return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-fields", pointer + " " + rejected.reason(),
				Map.of("errors", List.of(new FieldError(pointer, rejected.reason()))));
	}

}
