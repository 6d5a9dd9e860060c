package io.broadsheet.ingest.ledger;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticlePublished;
import org.jspecify.annotations.Nullable;

/**
 * An article that no reader has seen, and when readers may see it.
 *
 * @param desk writes what is decided
 * @param articleId the article
 * @param externalId what its source calls it, if it does
 * @param revision its last revision, 0 if there is none
 * @param publishAt the time that it waits for, if it does
 * @param editorsTime the time that an editor gave, before which no source brings it out;
 * null if none did
 * @param answered the commands that its entry remembers
 */
record Unseen(Desk desk, String articleId, @Nullable String externalId, long revision,
		@Nullable OffsetDateTime publishAt, @Nullable OffsetDateTime editorsTime, List<LedgerEntry.Answered> answered) {

	private static final int MOST_YEARS_AHEAD = 5;

	static Unseen nothing(Desk desk, ArticleContent content) {
		return new Unseen(desk, desk.command().ticket().articleId(), content.externalId(), 0, null, null, List.of());
	}

	static Unseen of(Desk desk, LedgerEntry entry, @Nullable String externalId) {
		OffsetDateTime publishAt = (entry.standing() instanceof Scheduled scheduled) ? scheduled.publishAt() : null;
		return new Unseen(desk, entry.articleId(), externalId, entry.revision(), publishAt, editorsTime(entry),
				entry.answered());
	}

	/** An earlier version did not write down that a time was an editor's. */
	private static @Nullable OffsetDateTime editorsTime(LedgerEntry entry) {
		if (entry.standing() instanceof Scheduled scheduled) {
			return (entry.imported() == null) ? scheduled.publishAt() : scheduled.editorsTime();
		}
		return (entry.standing() instanceof Withdrawn withdrawn) ? withdrawn.editorsTime() : null;
	}

	/** As an editor wants it. */
	Decision plan(ArticleContent content, @Nullable OffsetDateTime publishAt, @Nullable OffsetDateTime editorsTime) {
		if (publishAt == null) {
			return show(content, this.desk.now());
		}
		OffsetDateTime time = this.desk.inZone(publishAt);
		if (isNew(time) && publishAt.isBefore(askedAt())) {
			return Decision.rejected("/publishAt", "must not be in the past");
		}
		return this.desk.isDue(time) ? show(content, this.desk.now())
				: hold(content, time, this.desk.inZoneIfAny(editorsTime));
	}

	/**
	 * As its source wants it, whose embargo may have passed on the way here, which is no
	 * error; the time that an editor gave holds, whatever the source says.
	 */
	Decision take(Command.Import command) {
		OffsetDateTime embargo = this.desk.inZoneIfAny(command.publishAt());
		if (embargo == null && this.editorsTime == null) {
			return show(command.content(), this.desk.now());
		}
		OffsetDateTime time = (embargo == null || this.editorsTime != null && this.editorsTime.isAfter(embargo))
				? Objects.requireNonNull(this.editorsTime) : embargo;
		return this.desk.isDue(time) ? show(command.content(), time) : hold(command.content(), time, this.editorsTime);
	}

	private Decision hold(ArticleContent content, OffsetDateTime time, @Nullable OffsetDateTime editorsTime) {
		if (isNew(time) && time.isAfter(askedAt().plusYears(MOST_YEARS_AHEAD))) {
			return Decision.rejected("/publishAt", "must be within " + MOST_YEARS_AHEAD + " years");
		}
		return this.desk.scheduled(this.answered, this.desk.compose(this, content, time), time, editorsTime);
	}

	private Decision show(ArticleContent content, OffsetDateTime time) {
		OffsetDateTime said = this.desk.inZoneIfAny(content.publishedAt());
		Article article = this.desk.compose(this, content, (said != null) ? said : time);
		return this.desk.published(this.answered, article, new ArticlePublished(article));
	}

	private boolean isNew(OffsetDateTime time) {
		return !time.equals(this.publishAt);
	}

	private OffsetDateTime askedAt() {
		return this.desk.command().ticket().askedAt();
	}

}
