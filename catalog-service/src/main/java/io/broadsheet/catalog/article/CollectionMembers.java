package io.broadsheet.catalog.article;

import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.data.mongodb.core.query.Criteria;

/**
 * Knows which articles belong to the collections that readers see now.
 */
public interface CollectionMembers {

	/**
	 * Tells the articles of a collection.
	 * @param slug the collection's
	 * @return its rule, or nothing if no such collection is on show
	 */
	Mono<Members> members(String slug);

	/**
	 * The rule of a collection: what is pinned belongs to it, and what has its tag.
	 *
	 * @param pinned ids of articles
	 * @param tag slug of a tag, or null if only the pinned ones belong to it
	 */
	record Members(List<String> pinned, @Nullable String tag) {

		public Members {
			pinned = List.copyOf(pinned);
		}

		/**
		 * What the documents of these articles have in common.
		 * @return criteria for the collection of entries, to be joined with others by
		 * {@link Criteria#andOperator}
		 */
		public Criteria criteria() {
			Criteria isPinned = Criteria.where("_id").in(this.pinned);
			if (this.tag == null) {
				return isPinned;
			}
			Criteria isTagged = Criteria.where("tags").is(this.tag);
			return this.pinned.isEmpty() ? isTagged : new Criteria().orOperator(isPinned, isTagged);
		}

	}

}
