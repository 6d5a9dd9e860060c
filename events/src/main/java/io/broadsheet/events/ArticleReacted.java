package io.broadsheet.events;

import java.time.OffsetDateTime;
import java.util.Objects;

/**
 * A reader reacted to an article, or took the reaction back. Of the events of one
 * article, visitor and kind, the last one tells how it stands; a repetition changes
 * nothing.
 *
 * @param articleId the article, which need not exist
 * @param visitor a keyed hash of whoever it was, the same for one reader of this article
 * for good, and another one for each other article
 * @param kind what the reader feels
 * @param given whether it stands from now on, or was taken back
 * @param at when
 */
public record ArticleReacted(String articleId, String visitor, ReactionKind kind, boolean given,
		OffsetDateTime at) implements Event {

	public ArticleReacted {
		Objects.requireNonNull(articleId, "articleId");
		Objects.requireNonNull(visitor, "visitor");
		Objects.requireNonNull(kind, "kind");
		Objects.requireNonNull(at, "at");
	}

	@Override
	public EventType type() {
		return EventType.ARTICLE_REACTED;
	}

	@Override
	public String eventId() {
		return this.articleId + "/" + this.visitor + "/" + this.kind.wireName()
				+ (this.given ? "/given/" : "/taken-back/") + this.at.toInstant().toEpochMilli();
	}

	@Override
	public String subject() {
		return this.articleId;
	}

	@Override
	public OffsetDateTime time() {
		return this.at;
	}

}
