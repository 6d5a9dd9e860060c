package io.broadsheet.ingest.article;

import java.net.URI;
import java.util.List;

import io.broadsheet.ingest.ledger.ArticleContent;
import io.broadsheet.ingest.ledger.Command;
import io.broadsheet.ingest.ledger.Commands;
import io.broadsheet.ingest.ledger.Outcome;
import io.broadsheet.ingest.problem.Problem;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What editors do to articles.
 */
@RestController
@RequestMapping("/api/v1/articles")
class ArticlesController {

	private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

	private final Commands commands;

	ArticlesController(Commands commands) {
		this.commands = commands;
	}

	@PostMapping
	Mono<ResponseEntity<Acknowledgement>> publish(
			@RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
			@Valid @RequestBody Draft draft) {
		String key = Preconditions.idempotencyKey(idempotencyKey);
		if (draft.correction() != null) {
			throw Problem.invalidField("/correction", "belongs to a revision, not to a new article");
		}
		BodyPolicy.Sanitised body = BodyPolicy.sanitise(draft.body());
		ArticleContent content = draft.content(body.html());
		String id = ArticleIds.of(content.externalId(), key);
		Command command = new Command.Publish(Tickets.of(id, key, "publish", content), content);
		return submit(command, body.removed())
			.map((acknowledgement) -> ResponseEntity.created(URI.create("/api/v1/articles/" + id))
				.eTag(acknowledgement.etag())
				.body(acknowledgement));
	}

	@PutMapping("/{id}")
	Mono<ResponseEntity<Acknowledgement>> revise(@PathVariable String id,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
			@Valid @RequestBody Draft draft) {
		String key = Preconditions.idempotencyKey(idempotencyKey);
		long expected = Preconditions.requiredRevision(ifMatch);
		BodyPolicy.Sanitised body = BodyPolicy.sanitise(draft.body());
		ArticleContent content = draft.content(body.html());
		Command command = new Command.Revise(Tickets.of(id, key, "revise", expected, content, draft.correction()),
				expected, content, draft.correction());
		return submit(command, body.removed()).map(this::ok);
	}

	@PostMapping("/{id}/withdraw")
	Mono<ResponseEntity<Acknowledgement>> withdraw(@PathVariable String id,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
			@Valid @RequestBody WithdrawalRequest request) {
		String key = Preconditions.idempotencyKey(idempotencyKey);
		Long expected = Preconditions.optionalRevision(ifMatch);
		Command command = new Command.Withdraw(Tickets.of(id, key, "withdraw", expected, request.reason()), expected,
				request.reason());
		return submit(command, List.of()).map(this::ok);
	}

	private Mono<Acknowledgement> submit(Command command, List<String> removedMarkup) {
		String id = command.ticket().articleId();
		return this.commands.submit(command).map((outcome) -> {
			if (outcome instanceof Outcome.Accepted accepted) {
				return Acknowledgement.of(id, accepted, removedMarkup);
			}
			Refusal refusal = Refusal.of(id, outcome);
			throw Problem.of(refusal.status(), refusal.problem(), refusal.detail(), refusal.properties());
		});
	}

	private ResponseEntity<Acknowledgement> ok(Acknowledgement acknowledgement) {
		return ResponseEntity.ok().eTag(acknowledgement.etag()).body(acknowledgement);
	}

}
