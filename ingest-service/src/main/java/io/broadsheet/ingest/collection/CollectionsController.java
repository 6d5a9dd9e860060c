package io.broadsheet.ingest.collection;

import java.time.Clock;

import io.broadsheet.events.CollectionChanged;
import io.broadsheet.ingest.caller.Caller;
import io.broadsheet.ingest.field.Slug;
import io.broadsheet.ingest.ledger.Publisher;
import io.broadsheet.ingest.problem.Problem;
import jakarta.validation.Valid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What editors do to collections.
 */
@RestController
@RequestMapping("/api/v1/collections/{slug}")
class CollectionsController {

	private static final Logger logger = LoggerFactory.getLogger(CollectionsController.class);

	private final Collections collections;

	private final Publisher publisher;

	private final Clock clock;

	CollectionsController(Collections collections, Publisher publisher, Clock clock) {
		this.collections = collections;
		this.publisher = publisher;
		this.clock = clock;
	}

	@PutMapping
	Mono<CollectionChanged> put(@PathVariable String slug, @Valid @RequestBody CollectionDraft draft, Caller caller) {
		CollectionChanged collection = draft.collection(checked(slug), this.publisher.zone(), this.clock.instant());
		return this.collections.put(collection).doOnSuccess((stored) -> log("changed", slug, caller));
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	Mono<Void> delete(@PathVariable String slug, Caller caller) {
		return this.collections.delete(checked(slug)).doOnSuccess((done) -> log("deleted", slug, caller));
	}

	private static void log(String change, String slug, Caller caller) {
		logger.atInfo()
			.addKeyValue("change", change)
			.addKeyValue("collection", slug)
			.addKeyValue("by", caller.name())
			.log("A collection was changed");
	}

	private static String checked(String slug) {
		if (!slug.matches(Slug.REGEXP)) {
			throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-parameter",
					"The collection's slug in the address " + Slug.MESSAGE);
		}
		return slug;
	}

}
