package io.broadsheet.ingest.ledger;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleRevised;
import io.broadsheet.events.ArticleWithdrawn;
import io.broadsheet.events.Correction;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a command that is accepted makes of an article.
 *
 * @param publisher whose article it is
 * @param now when the command takes effect
 */
record Desk(Publisher publisher, OffsetDateTime now) {

	private static final String PUBLISHED = "published";

	private static final String WITHDRAWN = "withdrawn";

	Decision publish(String articleId, ArticleContent content) {
		String slug = Slugs.of(content.headline(), articleId);
		OffsetDateTime publishedAt = (content.publishedAt() != null) ? inZone(content.publishedAt()) : this.now;
		Article article = article(articleId, content.externalId(), 1, slug, List.of(), content, publishedAt, List.of());
		return new Decision.Accepted(accepted(article, 1, PUBLISHED), new LedgerEntry(article, 1, null, List.of()),
				new ArticlePublished(article));
	}

	Decision revise(LedgerEntry entry, ArticleContent content, @Nullable String correction) {
		Article before = entry.article();
		long revision = entry.revision() + 1;
		String slug = Slugs.of(content.headline(), before.id());
		OffsetDateTime publishedAt = (content.publishedAt() != null) ? inZone(content.publishedAt())
				: before.publishedAt();
		Article article = article(before.id(), before.externalId(), revision, slug, aliases(before, slug), content,
				publishedAt, corrections(before, correction));
		return new Decision.Accepted(accepted(article, revision, PUBLISHED),
				new LedgerEntry(article, revision, null, entry.answered()), new ArticleRevised(article));
	}

	Decision withdraw(LedgerEntry entry, String reason) {
		Article article = entry.article();
		long revision = entry.revision() + 1;
		LedgerEntry withdrawn = new LedgerEntry(article, revision, new LedgerEntry.Withdrawal(this.now, reason),
				entry.answered());
		return new Decision.Accepted(accepted(article, revision, WITHDRAWN), withdrawn,
				new ArticleWithdrawn(article.id(), revision, article.slug(), article.aliases(), article.section(),
						article.tags(), article.language(), article.publishedAt(), this.now, reason));
	}

	private Outcome.Accepted accepted(Article article, long revision, String state) {
		return new Outcome.Accepted(revision, state, article.slug(), article.url(), article.publishedAt(), this.now);
	}

	private Article article(String id, @Nullable String externalId, long revision, String slug, List<String> aliases,
			ArticleContent content, OffsetDateTime publishedAt, List<Correction> corrections) {
		return new Article(id, externalId, revision, slug, aliases, this.publisher.articleUrl(slug), content.headline(),
				content.summary(), content.body(), content.language(), content.section(), content.tags(),
				content.authors(), content.dateline(), content.images(), publishedAt, this.now, corrections,
				content.source(), content.rankable());
	}

	private List<String> aliases(Article before, String slug) {
		List<String> aliases = new ArrayList<>(before.aliases());
		aliases.add(before.slug());
		aliases.remove(slug);
		return aliases;
	}

	private List<Correction> corrections(Article before, @Nullable String note) {
		List<Correction> corrections = new ArrayList<>(before.corrections());
		if (note != null) {
			corrections.add(new Correction(this.now, note));
		}
		return corrections;
	}

	private OffsetDateTime inZone(OffsetDateTime time) {
		return this.publisher.inZone(time.toInstant());
	}

}
