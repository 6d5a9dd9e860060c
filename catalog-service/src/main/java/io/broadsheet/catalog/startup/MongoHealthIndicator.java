package io.broadsheet.catalog.startup;

import java.time.Duration;

import org.bson.Document;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * Up while the database answers. Asks with {@code ping}, which every server of the
 * protocol knows; Spring Boot's own indicator asks with a command that not all do.
 */
class MongoHealthIndicator implements ReactiveHealthIndicator {

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private static final Document PING = new Document("ping", 1);

	private final ReactiveMongoTemplate mongo;

	MongoHealthIndicator(ReactiveMongoTemplate mongo) {
		this.mongo = mongo;
	}

	@Override
	public Mono<Health> health() {
		return this.mongo.executeCommand(PING)
			.timeout(PATIENCE)
			.map((pong) -> Health.up().build())
			.onErrorResume((ex) -> Mono.just(Health.down(ex).build()));
	}

}
