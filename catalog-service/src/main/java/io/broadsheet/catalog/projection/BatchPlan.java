package io.broadsheet.catalog.projection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.broadsheet.catalog.entry.CatalogEntry;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a batch of the log changes: at most one write for each article. Writes of
 * different articles don't depend on each other, so they can be made in any order.
 */
final class BatchPlan {

	private BatchPlan() {
	}

	/**
	 * Plans the writes of a batch.
	 * @param changes the changes, those of an article in the order of the log
	 * @return the writes, one for each article
	 */
	static List<ArticleWrite> of(List<ArticleChange> changes) {
		Map<String, ArticleWrite> writes = new LinkedHashMap<>();
		changes.forEach((change) -> writes.compute(change.id(), (id, before) -> next(before, change)));
		return List.copyOf(writes.values());
	}

	private static ArticleWrite next(@Nullable ArticleWrite before, ArticleChange change) {
		if (!(change instanceof ArticleChange.Stands stands)) {
			return new ArticleWrite.Delete(change.id());
		}
		CatalogEntry entry = stands.entry();
		if (before instanceof ArticleWrite.Delete) {
			return new ArticleWrite.Replace(entry);
		}
		if (before instanceof ArticleWrite.Replace replace) {
			return isLater(entry, replace.entry()) ? new ArticleWrite.Replace(entry) : replace;
		}
		if (before instanceof ArticleWrite.Advance advance && !isLater(entry, advance.entry())) {
			return advance;
		}
		return new ArticleWrite.Advance(entry);
	}

	private static boolean isLater(CatalogEntry entry, CatalogEntry than) {
		return entry.revision() > than.revision();
	}

}
