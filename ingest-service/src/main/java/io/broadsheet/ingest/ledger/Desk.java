package io.broadsheet.ingest.ledger;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticleEvent;
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
 * @param command what is accepted
 */
record Desk(Publisher publisher, OffsetDateTime now, Command command) {

	private static final int MOST_YEARS_AHEAD = 5;

	Decision create(Command.Ticket ticket, ArticleContent content, @Nullable OffsetDateTime publishAt) {
		return place(Before.nothing(ticket.articleId(), content.externalId()), ticket, content, publishAt);
	}

	/** Puts an article that readers have not seen on the schedule, or publishes it. */
	Decision schedule(LedgerEntry entry, Command.Ticket ticket, ArticleContent content,
			@Nullable OffsetDateTime publishAt) {
		return place(Before.unseen(entry), ticket, content, publishAt);
	}

	Decision revise(LedgerEntry entry, Article before, ArticleContent content, @Nullable String correction) {
		Article article = compose(before, entry.revision() + 1, this.now, content, corrections(before, correction));
		return published(entry.answered(), article, new ArticleRevised(article));
	}

	Decision bringBack(LedgerEntry entry, Article before, ArticleContent content) {
		Article article = compose(before, entry.revision() + 1, this.now, content, before.corrections());
		return published(entry.answered(), article, new ArticlePublished(article));
	}

	Decision withdraw(LedgerEntry entry, Article article, String reason, boolean bySource) {
		long revision = entry.revision() + 1;
		ArticleEvent event = new ArticleWithdrawn(article.id(), revision, article.slug(), article.aliases(),
				article.section(), article.tags(), article.language(), article.publishedAt(), this.now, reason);
		return accepted(entry.answered(), article, revision,
				new Standing.Withdrawn(article, this.now, reason, bySource, null), new Announcement.Told(event));
	}

	Decision cancel(LedgerEntry entry, Standing.Scheduled scheduled, String reason, boolean bySource) {
		return accepted(entry.answered(), scheduled.article(), entry.revision() + 1,
				new Standing.Withdrawn(scheduled.article(), this.now, reason, bySource, scheduled.publishAt()),
				new Announcement.Silence());
	}

	Decision restore(LedgerEntry entry, Standing.Withdrawn withdrawn) {
		OffsetDateTime publishAt = withdrawn.publishAt();
		Article before = withdrawn.article();
		if (publishAt == null) {
			Article article = reissue(before, entry.revision() + 1, before.publishedAt());
			return published(entry.answered(), article, new ArticlePublished(article));
		}
		if (isDue(publishAt)) {
			return release(entry, before);
		}
		return scheduled(entry.answered(), reissue(before, entry.revision() + 1, publishAt), publishAt);
	}

	Decision release(LedgerEntry entry, Article planned) {
		Article article = reissue(planned, entry.revision() + 1, this.now);
		return published(entry.answered(), article, new ArticlePublished(article));
	}

	Decision purge(LedgerEntry entry) {
		long revision = entry.revision() + 1;
		Outcome.Accepted outcome = new Outcome.Accepted(revision, Standing.PURGED, null, null, null, null, this.now);
		Announcement announcement = entry.standing().wasPublic() ? new Announcement.Erasure()
				: new Announcement.Silence();
		return new Decision.Accepted(outcome, new LedgerEntry(entry.articleId(),
				line(revision, new Standing.Purged(this.now)), null, null, List.of()), announcement);
	}

	boolean isDue(OffsetDateTime publishAt) {
		return !publishAt.isAfter(this.now);
	}

	/** Whether a time of publication is given that is not the article's. */
	boolean movesPublication(Article article, ArticleContent content) {
		return content.publishedAt() != null && !inZone(content.publishedAt()).isEqual(article.publishedAt());
	}

	boolean saysTheSame(Article article, ArticleContent content) {
		return compose(article, article.revision(), article.updatedAt(), content, article.corrections())
			.equals(article);
	}

	private Decision place(Before before, Command.Ticket ticket, ArticleContent content,
			@Nullable OffsetDateTime publishAt) {
		if (publishAt == null) {
			return show(before, content);
		}
		OffsetDateTime time = inZone(publishAt);
		boolean isNew = !time.equals(before.publishAt());
		if (isNew && time.isBefore(inZone(ticket.askedAt()))) {
			return Decision.rejected("/publishAt", "must not be in the past");
		}
		if (isNew && time.isAfter(ticket.askedAt().plusYears(MOST_YEARS_AHEAD))) {
			return Decision.rejected("/publishAt", "must be within " + MOST_YEARS_AHEAD + " years");
		}
		return isDue(time) ? show(before, content) : scheduled(before.answered(), article(before, content, time), time);
	}

	private Decision show(Before before, ArticleContent content) {
		OffsetDateTime publishedAt = (content.publishedAt() != null) ? inZone(content.publishedAt()) : this.now;
		Article article = article(before, content, publishedAt);
		return published(before.answered(), article, new ArticlePublished(article));
	}

	private Decision published(List<LedgerEntry.Answered> answered, Article article, ArticleEvent event) {
		return accepted(answered, article, article.revision(), new Standing.Published(article),
				new Announcement.Told(event));
	}

	private Decision scheduled(List<LedgerEntry.Answered> answered, Article article, OffsetDateTime publishAt) {
		return accepted(answered, article, article.revision(), new Standing.Scheduled(article, publishAt),
				new Announcement.Silence());
	}

	private Decision accepted(List<LedgerEntry.Answered> answered, Article article, long revision, Standing standing,
			Announcement announcement) {
		OffsetDateTime publishAt = (standing instanceof Standing.Scheduled scheduled) ? scheduled.publishAt() : null;
		OffsetDateTime publishedAt = standing.wasPublic() ? article.publishedAt() : null;
		Outcome.Accepted outcome = new Outcome.Accepted(revision, standing.name(), article.slug(), article.url(),
				publishedAt, publishAt, this.now);
		return new Decision.Accepted(outcome,
				new LedgerEntry(article.id(), line(revision, standing), null, null, answered), announcement);
	}

	/** The line of the command in the article's history. */
	private Revision line(long revision, Standing standing) {
		return new Revision(revision, this.now, this.command.ticket().by(), this.command.change(), standing);
	}

	/** An article that no reader has seen: its earlier slugs are nobody's business. */
	private Article article(Before before, ArticleContent content, OffsetDateTime publishedAt) {
		String slug = Slugs.of(content.headline(), before.articleId());
		return article(before.articleId(), before.externalId(), before.revision() + 1, slug, List.of(), content,
				publishedAt, this.now, List.of());
	}

	/** An article that readers have seen: when they first could never changes. */
	private Article compose(Article before, long revision, OffsetDateTime updatedAt, ArticleContent content,
			List<Correction> corrections) {
		String slug = Slugs.of(content.headline(), before.id());
		return article(before.id(), before.externalId(), revision, slug, aliases(before, slug), content,
				before.publishedAt(), updatedAt, corrections);
	}

	private Article article(String id, @Nullable String externalId, long revision, String slug, List<String> aliases,
			ArticleContent content, OffsetDateTime publishedAt, OffsetDateTime updatedAt,
			List<Correction> corrections) {
		return new Article(id, externalId, revision, slug, aliases, this.publisher.articleUrl(slug), content.headline(),
				content.summary(), content.body(), content.language(), content.section(), content.tags(),
				content.authors(), content.dateline(), content.images(), publishedAt, updatedAt, corrections,
				content.source(), content.rankable());
	}

	private Article reissue(Article article, long revision, OffsetDateTime publishedAt) {
		return new Article(article.id(), article.externalId(), revision, article.slug(), article.aliases(),
				article.url(), article.headline(), article.summary(), article.body(), article.language(),
				article.section(), article.tags(), article.authors(), article.dateline(), article.images(), publishedAt,
				this.now, article.corrections(), article.source(), article.rankable());
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

	/** What there was of an article before readers first see it. */
	private record Before(String articleId, @Nullable String externalId, long revision,
			@Nullable OffsetDateTime publishAt, List<LedgerEntry.Answered> answered) {

		static Before nothing(String articleId, @Nullable String externalId) {
			return new Before(articleId, externalId, 0, null, List.of());
		}

		static Before unseen(LedgerEntry entry) {
			OffsetDateTime publishAt = (entry.standing() instanceof Standing.Scheduled scheduled)
					? scheduled.publishAt() : null;
			String externalId = entry.standing().text().map(Article::externalId).orElse(null);
			return new Before(entry.articleId(), externalId, entry.revision(), publishAt, entry.answered());
		}

	}

}
