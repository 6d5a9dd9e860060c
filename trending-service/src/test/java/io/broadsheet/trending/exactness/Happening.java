package io.broadsheet.trending.exactness;

import java.time.Instant;

import io.broadsheet.events.Event;
import org.jspecify.annotations.Nullable;

/**
 * Something that comes to an article.
 *
 * @param arrivesAt when the service hears of it
 * @param articleId the article
 * @param event what happened; absent if the article was purged
 */
public record Happening(Instant arrivesAt, String articleId, @Nullable Event event) {

	static Happening of(Instant arrivesAt, Event event) {
		return new Happening(arrivesAt, event.subject(), event);
	}

}
