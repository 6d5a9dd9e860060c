package io.broadsheet.ingest.article;

import java.net.URI;
import java.util.List;

import io.broadsheet.ingest.caller.Caller;
import io.broadsheet.ingest.ledger.ArticleContent;
import io.broadsheet.ingest.ledger.Command;
import io.broadsheet.ingest.ledger.Outcome;
import io.broadsheet.ingest.ledger.answer.Commands;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
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

	private final Tickets tickets;

	ArticlesController(Commands commands, Tickets tickets) {
		this.commands = commands;
		this.tickets = tickets;
	}

	@PostMapping
	Mono<ResponseEntity<Acknowledgement>> publish(
			@RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
			@Valid @RequestBody Draft draft, Caller caller) {
		String key = Preconditions.idempotencyKey(idempotencyKey, caller);
		draft.check(null);
		BodyPolicy.Sanitised body = BodyPolicy.sanitise(draft.body());
		ArticleContent content = draft.content(body.html());
		String id = ArticleIds.of(content.externalId(), key);
		Command command = new Command.Publish(this.tickets.of(id, key, caller.name(), "publish", draft), content,
				draft.publishAt());
		return submit(command, body.removed()).map((acknowledgement) -> ResponseEntity
			.status(acknowledgement.isScheduled() ? HttpStatus.ACCEPTED : HttpStatus.CREATED)
			.location(URI.create("/api/v1/articles/" + id))
			.eTag(acknowledgement.etag())
			.body(acknowledgement));
	}

	@PutMapping("/{id}")
	Mono<ResponseEntity<Acknowledgement>> revise(@PathVariable String id,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
			@Valid @RequestBody Draft draft, Caller caller) {
		String key = Preconditions.idempotencyKey(idempotencyKey, caller);
		long expected = Preconditions.requiredRevision(ifMatch);
		draft.check(id);
		BodyPolicy.Sanitised body = BodyPolicy.sanitise(draft.body());
		ArticleContent content = draft.content(body.html());
		Command command = new Command.Revise(this.tickets.of(id, key, caller.name(), "revise", expected, draft),
				expected, content, draft.correction(), draft.publishAt());
		return submit(command, body.removed()).map(this::ok);
	}

	@PostMapping("/{id}/withdraw")
	Mono<ResponseEntity<Acknowledgement>> withdraw(@PathVariable String id,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
			@Valid @RequestBody WithdrawalRequest request, Caller caller) {
		String key = Preconditions.idempotencyKey(idempotencyKey, caller);
		Long expected = Preconditions.optionalRevision(ifMatch);
		Command command = new Command.Withdraw(
				this.tickets.of(id, key, caller.name(), "withdraw", expected, request.reason()), expected,
				request.reason());
		return submit(command, List.of()).map(this::ok);
	}

	@PostMapping("/{id}/restore")
	Mono<ResponseEntity<Acknowledgement>> restore(@PathVariable String id,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey, Caller caller) {
		String key = Preconditions.idempotencyKey(idempotencyKey, caller);
		Long expected = Preconditions.optionalRevision(ifMatch);
		return submit(new Command.Restore(this.tickets.of(id, key, caller.name(), "restore", expected), expected),
				List.of())
			.map(this::ok);
	}

	@DeleteMapping("/{id}")
	Mono<ResponseEntity<Void>> purge(@PathVariable String id,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey, Caller caller) {
		String key = Preconditions.idempotencyKey(idempotencyKey, caller);
		Long expected = Preconditions.optionalRevision(ifMatch);
		return this.commands
			.submit(new Command.Purge(this.tickets.of(id, key, caller.name(), "purge", expected), expected))
			.map((outcome) -> {
				if (outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Unchanged) {
					return ResponseEntity.noContent().build();
				}
				throw Refusal.of(id, outcome).problem();
			});
	}

	private Mono<Acknowledgement> submit(Command command, List<String> removedMarkup) {
		String id = command.ticket().articleId();
		return this.commands.submit(command).map((outcome) -> {
			if (outcome instanceof Outcome.Accepted accepted) {
				return Acknowledgement.of(id, accepted, removedMarkup);
			}
			throw Refusal.of(id, outcome).problem();
		});
	}

	private ResponseEntity<Acknowledgement> ok(Acknowledgement acknowledgement) {
		return ResponseEntity.ok().eTag(acknowledgement.etag()).body(acknowledgement);
	}

}
