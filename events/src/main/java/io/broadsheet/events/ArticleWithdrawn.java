package io.broadsheet.events;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

/**
 * An article was taken away from readers. It carries what is needed to answer that the
 * article is gone and to take it off every list, and nothing of its text: what was
 * withdrawn must not stay on a public topic.
 *
 * @param id the article's id
 * @param revision the article's revision after the withdrawal
 * @param slug the slug that it had
 * @param aliases slugs that it had before
 * @param section the section that it stood in
 * @param tags the tags that it had
 * @param language BCP 47 tag
 * @param publishedAt when readers could first see it
 * @param withdrawnAt when it was taken away
 * @param reason why, in words for readers
 */
public record ArticleWithdrawn(String id, long revision, String slug, List<String> aliases, String section,
		List<String> tags, String language, OffsetDateTime publishedAt, OffsetDateTime withdrawnAt,
		String reason) implements ArticleEvent {

	public ArticleWithdrawn {
		Objects.requireNonNull(id, "id");
		Objects.requireNonNull(slug, "slug");
		Objects.requireNonNull(section, "section");
		Objects.requireNonNull(language, "language");
		Objects.requireNonNull(publishedAt, "publishedAt");
		Objects.requireNonNull(withdrawnAt, "withdrawnAt");
		Objects.requireNonNull(reason, "reason");
		aliases = Lists.copy(aliases);
		tags = Lists.copy(tags);
	}

	@Override
	public EventType type() {
		return EventType.ARTICLE_WITHDRAWN;
	}

	@Override
	public String articleId() {
		return this.id;
	}

	@Override
	public OffsetDateTime time() {
		return this.withdrawnAt;
	}

}
