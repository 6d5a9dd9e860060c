package io.broadsheet.catalog.related;

import java.time.OffsetDateTime;
import java.util.Set;

import io.broadsheet.events.ArticleCard;

/**
 * An article that may be related to another.
 *
 * @param card what lists show of it
 * @param tags slugs of its tags
 */
record Candidate(ArticleCard card, Set<String> tags) {

	Candidate {
		tags = Set.copyOf(tags);
	}

	String id() {
		return this.card.id();
	}

	String section() {
		return this.card.section();
	}

	OffsetDateTime publishedAt() {
		return this.card.publishedAt();
	}

}
