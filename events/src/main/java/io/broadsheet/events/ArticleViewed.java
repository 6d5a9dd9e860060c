package io.broadsheet.events;

import java.time.OffsetDateTime;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A reader opened an article.
 *
 * @param articleId the article, which need not exist
 * @param visitor a keyed hash of whoever it was, the same for one reader within a day
 * @param at when
 * @param referrer where the reader came from
 */
public record ArticleViewed(String articleId, String visitor, OffsetDateTime at,
		@Nullable String referrer) implements Event {

	public ArticleViewed {
		Objects.requireNonNull(articleId, "articleId");
		Objects.requireNonNull(visitor, "visitor");
		Objects.requireNonNull(at, "at");
	}

	@Override
	public EventType type() {
		return EventType.ARTICLE_VIEWED;
	}

	@Override
	public String eventId() {
		return this.articleId + "/" + this.visitor + "/" + this.at.toInstant().toEpochMilli();
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
