package io.broadsheet.catalog.entry;

import java.time.OffsetDateTime;
import java.util.List;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticleEvent;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleRevised;
import io.broadsheet.events.ArticleWithdrawn;

/**
 * What the catalog keeps of an article: the article while readers may see it, else just
 * enough to say that it is gone.
 */
public sealed interface CatalogEntry {

	/**
	 * How the article stands after an event.
	 * @param event the last event of the article
	 * @return its entry
	 */
	static CatalogEntry of(ArticleEvent event) {
		if (event instanceof ArticleWithdrawn withdrawal) {
			return new Withdrawn(withdrawal);
		}
		if (event instanceof ArticlePublished published) {
			return new Published(published.article());
		}
		return new Published(((ArticleRevised) event).article());
	}

	/**
	 * The article's id.
	 * @return an opaque text that never changes
	 */
	String id();

	/**
	 * The article's revision.
	 * @return 1, 2, 3, …
	 */
	long revision();

	/**
	 * The readable part of its address.
	 * @return the current slug
	 */
	String slug();

	/**
	 * The section that it stands in, or stood in.
	 * @return the section's slug
	 */
	String section();

	/**
	 * The tags that it has, or had.
	 * @return slugs
	 */
	List<String> tags();

	/**
	 * When readers could first see it.
	 * @return the time of its first publication
	 */
	OffsetDateTime publishedAt();

	/**
	 * When it came to stand like this.
	 * @return the time of the last change
	 */
	OffsetDateTime changedAt();

	/**
	 * Readers may see the article.
	 *
	 * @param article the whole article
	 */
	record Published(Article article) implements CatalogEntry {

		@Override
		public String id() {
			return this.article.id();
		}

		@Override
		public long revision() {
			return this.article.revision();
		}

		@Override
		public String slug() {
			return this.article.slug();
		}

		@Override
		public String section() {
			return this.article.section();
		}

		@Override
		public List<String> tags() {
			return this.article.tags();
		}

		@Override
		public OffsetDateTime publishedAt() {
			return this.article.publishedAt();
		}

		@Override
		public OffsetDateTime changedAt() {
			return this.article.updatedAt();
		}

	}

	/**
	 * The article was taken away from readers.
	 *
	 * @param withdrawal what was said when it was
	 */
	record Withdrawn(ArticleWithdrawn withdrawal) implements CatalogEntry {

		@Override
		public String id() {
			return this.withdrawal.id();
		}

		@Override
		public long revision() {
			return this.withdrawal.revision();
		}

		@Override
		public String slug() {
			return this.withdrawal.slug();
		}

		@Override
		public String section() {
			return this.withdrawal.section();
		}

		@Override
		public List<String> tags() {
			return this.withdrawal.tags();
		}

		@Override
		public OffsetDateTime publishedAt() {
			return this.withdrawal.publishedAt();
		}

		@Override
		public OffsetDateTime changedAt() {
			return this.withdrawal.withdrawnAt();
		}

	}

}
