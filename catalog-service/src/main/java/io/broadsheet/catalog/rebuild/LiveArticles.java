package io.broadsheet.catalog.rebuild;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.broadsheet.catalog.projection.ArticleChange;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;

/**
 * Which articles the log has and has not purged since. Remembers 64 bits of a hash for
 * each, at 12 to 24 bytes; among ten million articles, two have the same with a
 * probability of one in three hundred thousand, and a rebuild would then fail needlessly.
 */
class LiveArticles {

	private static final int EXAMPLES = 5;

	private final LongObjectMap<Boolean> hashes = new LongObjectHashMap<>();

	void apply(ArticleChange change) {
		if (change instanceof ArticleChange.Purged) {
			this.hashes.remove(hash(change.id()));
		}
		else {
			this.hashes.put(hash(change.id()), Boolean.TRUE);
		}
	}

	/**
	 * Begins to compare.
	 * @return what takes the ids of a collection, each once
	 */
	Comparison compare() {
		return new Comparison();
	}

	private static long hash(String id) {
		UUID hash = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
		return hash.getMostSignificantBits() ^ hash.getLeastSignificantBits();
	}

	/**
	 * The articles of the log beside those of a collection.
	 */
	final class Comparison {

		private final List<String> unexpectedIds = new ArrayList<>();

		private long found;

		private long unexpected;

		void found(String id) {
			this.found++;
			if (!LiveArticles.this.hashes.containsKey(hash(id))) {
				this.unexpected++;
				if (this.unexpectedIds.size() < EXAMPLES) {
					this.unexpectedIds.add(id);
				}
			}
		}

		long found() {
			return this.found;
		}

		long missing() {
			return LiveArticles.this.hashes.size() - (this.found - this.unexpected);
		}

		boolean isEqual() {
			return this.unexpected == 0 && missing() == 0;
		}

		String difference() {
			return "the log has %d articles, the new collection %d: %d are missing, %d are not on the log %s"
				.formatted(LiveArticles.this.hashes.size(), this.found, missing(), this.unexpected, this.unexpectedIds);
		}

	}

}
