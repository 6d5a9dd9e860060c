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

	/** All of them are told with each revision, and a record has an end. */
	static final int MOST_ALIASES = 100;

	/** A new article, as an editor plans it. */
	Decision create(Command.Publish command) {
		return Unseen.nothing(this, command.content())
			.plan(command.content(), command.publishAt(), command.publishAt());
	}

	/**
	 * An article that waits, as an editor plans it: without another time it keeps its
	 * own.
	 */
	Decision replan(LedgerEntry entry, Scheduled scheduled, Command.Revise command) {
		OffsetDateTime time = command.publishAt();
		if (time != null && time.isEqual(scheduled.publishAt())) {
			time = null;
		}
		Unseen unseen = Unseen.of(this, entry, scheduled.article().externalId());
		return (time != null) ? unseen.plan(command.content(), time, time)
				: unseen.plan(command.content(), scheduled.publishAt(), scheduled.editorsTime());
	}

	/** A new article, as its source has it. */
	Decision take(Command.Import command) {
		return Unseen.nothing(this, command.content()).take(command);
	}

	/** An article that no reader has seen, as its source has it. */
	Decision take(LedgerEntry entry, Command.Import command) {
		return Unseen.of(this, entry, command.content().externalId()).take(command);
	}

	/** Nothing is known of the article but that nobody may see it. */
	Decision withhold(Command.Import command) {
		String articleId = command.ticket().articleId();
		Outcome.Accepted outcome = new Outcome.Accepted(1, Standing.WITHHELD, null, null, null, null, this.now);
		return new Decision.Accepted(outcome,
				LedgerEntry.of(articleId, line(1, new Withheld(this.now, command.status().reason())), List.of()),
				new Announcement.Silence());
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
				new Withdrawn(article, this.now, reason, bySource, null, null), new Announcement.Told(event));
	}

	Decision cancel(LedgerEntry entry, Scheduled scheduled, String reason, boolean bySource) {
		return accepted(
				entry.answered(), scheduled.article(), entry.revision() + 1, new Withdrawn(scheduled.article(),
						this.now, reason, bySource, scheduled.publishAt(), scheduled.editorsTime()),
				new Announcement.Silence());
	}

	Decision restore(LedgerEntry entry, Withdrawn withdrawn) {
		OffsetDateTime publishAt = withdrawn.publishAt();
		Article before = withdrawn.article();
		if (publishAt == null) {
			Article article = reissue(before, entry.revision() + 1, before.publishedAt());
			return published(entry.answered(), article, new ArticlePublished(article));
		}
		if (isDue(publishAt)) {
			return release(entry, before);
		}
		return scheduled(entry.answered(), reissue(before, entry.revision() + 1, publishAt), publishAt,
				withdrawn.editorsTime());
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
		return new Decision.Accepted(outcome,
				LedgerEntry.of(entry.articleId(), line(revision, new Purged(this.now)), List.of()), announcement);
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

	/** Readers have seen the article, so no embargo can hold it any more. */
	Decision tooLate() {
		return Decision.rejected("/publishAt", "comes too late: readers have seen the article");
	}

	Decision published(List<LedgerEntry.Answered> answered, Article article, ArticleEvent event) {
		return accepted(answered, article, article.revision(), new Published(article), new Announcement.Told(event));
	}

	Decision scheduled(List<LedgerEntry.Answered> answered, Article article, OffsetDateTime publishAt,
			@Nullable OffsetDateTime editorsTime) {
		return accepted(answered, article, article.revision(), new Scheduled(article, publishAt, editorsTime),
				new Announcement.Silence());
	}

	private Decision accepted(List<LedgerEntry.Answered> answered, Article article, long revision, Standing standing,
			Announcement announcement) {
		OffsetDateTime publishAt = (standing instanceof Scheduled scheduled) ? scheduled.publishAt() : null;
		OffsetDateTime publishedAt = standing.wasPublic() ? article.publishedAt() : null;
		Outcome.Accepted outcome = new Outcome.Accepted(revision, standing.name(), article.slug(), article.url(),
				publishedAt, publishAt, this.now);
		return new Decision.Accepted(outcome, LedgerEntry.of(article.id(), line(revision, standing), answered),
				announcement);
	}

	/** The line of the command in the article's history. */
	private Revision line(long revision, Standing standing) {
		return new Revision(revision, this.now, this.command.ticket().by(), this.command.change(), standing);
	}

	/** An article that no reader has seen: its earlier slugs are nobody's business. */
	Article compose(Unseen before, ArticleContent content, OffsetDateTime publishedAt) {
		String slug = Slugs.of(content.headline(), before.articleId());
		return article(before.articleId(), before.externalId(), before.revision() + 1, slug, List.of(), content,
				publishedAt, this.now, List.of());
	}

	/**
	 * An article that readers have seen: when they first could never changes. One that
	 * was renamed very often keeps its address from then on, and no earlier one is lost.
	 */
	private Article compose(Article before, long revision, OffsetDateTime updatedAt, ArticleContent content,
			List<Correction> corrections) {
		String slug = Slugs.of(content.headline(), before.id());
		List<String> aliases = aliases(before, slug);
		if (aliases.size() > MOST_ALIASES) {
			slug = before.slug();
			aliases = before.aliases();
		}
		return article(before.id(), before.externalId(), revision, slug, aliases, content, before.publishedAt(),
				updatedAt, corrections);
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

	OffsetDateTime inZone(OffsetDateTime time) {
		return this.publisher.inZone(time.toInstant());
	}

	@Nullable OffsetDateTime inZoneIfAny(@Nullable OffsetDateTime time) {
		return (time != null) ? inZone(time) : null;
	}

}
