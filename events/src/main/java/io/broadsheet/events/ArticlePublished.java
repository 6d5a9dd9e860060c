package io.broadsheet.events;

import java.time.OffsetDateTime;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * An article became visible to readers. On the wire it is the article itself.
 *
 * @param article how it stands now
 */
public record ArticlePublished(@JsonValue Article article) implements ArticleEvent {

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public ArticlePublished {
	}

	@Override
	public EventType type() {
		return EventType.ARTICLE_PUBLISHED;
	}

	@Override
	public String articleId() {
		return this.article.id();
	}

	@Override
	public long revision() {
		return this.article.revision();
	}

	@Override
	public OffsetDateTime time() {
		return this.article.updatedAt();
	}

}
