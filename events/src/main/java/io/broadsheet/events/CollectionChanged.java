package io.broadsheet.events;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A collection was made or changed: articles under a banner, for a special event. Carries
 * the whole collection, so the last event of a collection is all that a reader of it
 * needs; a record without a value says that the collection was deleted.
 *
 * @param slug names the collection, and never changes
 * @param title plain text
 * @param summary what it is about, plain text
 * @param image the banner
 * @param startsAt when readers are to see it from, in the publisher's zone; at once if
 * absent
 * @param endsAt the first moment when they no longer are to, in the publisher's zone;
 * never if absent
 * @param pinned ids of the articles that stand first, in order; they need not exist
 * @param tag slug of the tag whose articles belong to it too
 * @param updatedAt when it was changed, in the publisher's zone; the log's order says
 * which of two changes is the later one
 */
public record CollectionChanged(String slug, String title, @Nullable String summary, @Nullable Image image,
		@Nullable OffsetDateTime startsAt, @Nullable OffsetDateTime endsAt, List<String> pinned, @Nullable String tag,
		OffsetDateTime updatedAt) implements Event {

	public CollectionChanged {
		Objects.requireNonNull(slug, "slug");
		Objects.requireNonNull(title, "title");
		Objects.requireNonNull(updatedAt, "updatedAt");
		pinned = Lists.copy(pinned);
	}

	@Override
	public EventType type() {
		return EventType.COLLECTION_CHANGED;
	}

	@Override
	public String eventId() {
		return this.slug + "@" + this.updatedAt.toInstant();
	}

	@Override
	public String subject() {
		return this.slug;
	}

	@Override
	public OffsetDateTime time() {
		return this.updatedAt;
	}

}
