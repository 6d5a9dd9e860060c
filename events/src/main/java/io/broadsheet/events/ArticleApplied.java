package io.broadsheet.events;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A receipt: a component shows an article at this revision, or a later one, from now on.
 *
 * @param articleId the article
 * @param revision the revision that was applied
 * @param component who applied it, such as {@code catalog-service}
 * @param instance which instance of the component
 * @param appliedAt when it was stored
 * @param surrogateKeys what readers may have seen and is no longer true: the article, its
 * old and new section, tags, …
 * @param change what happened for readers: {@code published}, {@code revised} (also: was
 * restored), {@code corrected}, {@code withdrawn} or {@code purged}; absent if the
 * component does not say
 */
public record ArticleApplied(String articleId, long revision, String component, String instance,
		OffsetDateTime appliedAt, List<String> surrogateKeys, @Nullable String change) implements Event {

	public ArticleApplied {
		Objects.requireNonNull(articleId, "articleId");
		Objects.requireNonNull(component, "component");
		Objects.requireNonNull(instance, "instance");
		Objects.requireNonNull(appliedAt, "appliedAt");
		surrogateKeys = Lists.copy(surrogateKeys);
	}

	@Override
	public EventType type() {
		return EventType.ARTICLE_APPLIED;
	}

	@Override
	public String eventId() {
		return this.articleId + "/" + this.revision + "/" + this.component + "/" + this.instance;
	}

	@Override
	public String subject() {
		return this.articleId;
	}

	@Override
	public OffsetDateTime time() {
		return this.appliedAt;
	}

}
