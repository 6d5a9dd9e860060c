package io.broadsheet.events;

import java.time.OffsetDateTime;
import java.util.Objects;

/**
 * A reader shared an article.
 *
 * @param articleId the article, which need not exist
 * @param visitor a keyed hash of whoever it was, the same for one reader of this article
 * for good, and another one for each other article
 * @param channel where to, such as {@code whatsapp}: letters, digits and hyphens, up to
 * 32
 * @param at when
 */
public record ArticleShared(String articleId, String visitor, String channel, OffsetDateTime at) implements Event {

	public ArticleShared {
		Objects.requireNonNull(articleId, "articleId");
		Objects.requireNonNull(visitor, "visitor");
		Objects.requireNonNull(channel, "channel");
		Objects.requireNonNull(at, "at");
	}

	@Override
	public EventType type() {
		return EventType.ARTICLE_SHARED;
	}

	@Override
	public String eventId() {
		return this.articleId + "/" + this.visitor + "/" + this.channel + "/" + this.at.toInstant().toEpochMilli();
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
