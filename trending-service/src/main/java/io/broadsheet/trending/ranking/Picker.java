package io.broadsheet.trending.ranking;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.broadsheet.events.ArticleCard;
import org.jspecify.annotations.Nullable;

/**
 * Gives the places of a list to articles that are offered in their order: to each that is
 * young enough, until its section or the list is full. What it takes of some articles
 * holds all that it would take of them among more articles, so picking from the picks of
 * several partitions is picking from everything.
 */
public final class Picker {

	private final @Nullable Instant since;

	private final int sectionCap;

	private final int places;

	private final Map<String, Integer> taken = new HashMap<>();

	private int size;

	/**
	 * Creates a picker.
	 * @param publishedWithin how long ago articles may have been published; null for any
	 * time
	 * @param now the moment to look back from
	 * @param sectionCap how many articles of a section are taken
	 * @param places how many articles are taken
	 */
	public Picker(@Nullable Duration publishedWithin, Instant now, int sectionCap, int places) {
		this.since = (publishedWithin != null) ? now.minus(publishedWithin) : null;
		this.sectionCap = sectionCap;
		this.places = places;
	}

	/**
	 * Offers the next article.
	 * @param article one that stands behind all that were offered before
	 * @return whether it is taken
	 */
	public boolean takes(ArticleCard article) {
		return takes(article, article.publishedAt().toInstant());
	}

	boolean takes(ArticleCard article, Instant publishedAt) {
		if (isFull() || (this.since != null && publishedAt.isBefore(this.since))) {
			return false;
		}
		if (this.sectionCap < this.places) {
			int before = this.taken.getOrDefault(article.section(), 0);
			if (before == this.sectionCap) {
				return false;
			}
			this.taken.put(article.section(), before + 1);
		}
		this.size++;
		return true;
	}

	boolean isFull() {
		return this.size == this.places;
	}

}
