package io.broadsheet.events;

import java.time.OffsetDateTime;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A visible article changed. On the wire it is the article itself.
 *
 * @param article how it stands now
 */
public record ArticleRevised(@JsonValue Article article) implements ArticleEvent {

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public ArticleRevised {
	}

	@Override
	public EventType type() {
		return EventType.ARTICLE_REVISED;
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
