package io.broadsheet.ingest.reaction;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.broadsheet.events.ReactionKind;
import io.broadsheet.ingest.audience.Sender;
import io.broadsheet.ingest.field.ArticleId;
import io.broadsheet.ingest.problem.Problem;
import jakarta.validation.Valid;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes reactions and shares over HTTP.
 */
@RestController
@RequestMapping("/api/v1/articles/{id}")
class ReactionsController {

	private final Reactions reactions;

	private final List<String> channels;

	ReactionsController(Reactions reactions, ShareSettings settings) {
		this.reactions = reactions;
		this.channels = settings.channels();
	}

	@PutMapping("/reactions/{kind}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	Mono<Void> give(@PathVariable String id, @PathVariable String kind, Sender sender) {
		return this.reactions.react(checked(id), kind(kind), true, identity(sender));
	}

	@DeleteMapping("/reactions/{kind}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	Mono<Void> takeBack(@PathVariable String id, @PathVariable String kind, Sender sender) {
		return this.reactions.react(checked(id), kind(kind), false, identity(sender));
	}

	@PostMapping("/shares")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	Mono<Void> share(@PathVariable String id, @Valid @RequestBody Share share, Sender sender) {
		if (!this.channels.contains(share.channel())) {
			throw Problem.invalidField("/channel", "must be one of " + String.join(", ", this.channels));
		}
		return this.reactions.share(checked(id), share.channel(), identity(sender));
	}

	private static String checked(String id) {
		if (!ArticleId.matches(id)) {
			throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-parameter",
					"The article's id in the address must be up to 64 letters, digits and hyphens");
		}
		return id;
	}

	private static ReactionKind kind(String name) {
		return ReactionKind.of(name)
			.orElseThrow(() -> Problem.of(HttpStatus.BAD_REQUEST, "invalid-parameter",
					"The kind of reaction in the address must be one of " + Arrays.stream(ReactionKind.values())
						.map(ReactionKind::wireName)
						.collect(Collectors.joining(", "))));
	}

	/** A robot is told so: one that is none would else wonder where its reaction is. */
	private static String identity(Sender sender) {
		if (sender.robot() || sender.identity() == null) {
			throw Problem.of(HttpStatus.FORBIDDEN, "robot",
					"Robots neither react nor share. An app says who it is in User-Agent, or names its reader in X-Visitor");
		}
		return sender.identity();
	}

}
