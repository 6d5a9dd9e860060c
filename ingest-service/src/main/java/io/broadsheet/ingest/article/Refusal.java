package io.broadsheet.ingest.article;

import java.util.Map;

import io.broadsheet.ingest.ledger.Outcome;

import org.springframework.http.HttpStatus;

/**
 * How an outcome that is not an acceptance is told to the editor.
 *
 * @param status the HTTP status
 * @param problem the name of the problem
 * @param detail one sentence
 * @param properties what a program may want to know
 */
record Refusal(HttpStatus status, String problem, String detail, Map<String, Object> properties) {

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
			return new Refusal(HttpStatus.GONE, "withdrawn", "The article was withdrawn: " + gone.reason(), Map.of());
		}
		if (outcome instanceof Outcome.KeyReused) {
			return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused",
					"This Idempotency-Key was used for another request on this article", Map.of());
		}
		if (outcome instanceof Outcome.Rejected rejected) {
			return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "rejected", rejected.reason(), Map.of());
		}
		return new Refusal(HttpStatus.NOT_FOUND, "not-found", "There is no article " + articleId, Map.of());
	}

}
