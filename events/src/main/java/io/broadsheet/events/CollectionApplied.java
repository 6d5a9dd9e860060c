package io.broadsheet.events;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

/**
 * A receipt: a component shows a collection as a record of {@link Topic#COLLECTIONS}
 * says, or a later one, from now on. A collection has no revision; the record's place
 * says which of two changes is the later one.
 *
 * @param slug the collection
 * @param partition the record's partition
 * @param offset the record's offset in its partition
 * @param component who applied it, such as {@code catalog-service}
 * @param instance which instance of the component
 * @param appliedAt when it was stored
 * @param surrogateKeys what readers may have seen and is no longer true: the collection,
 * and lists of collections
 */
public record CollectionApplied(String slug, int partition, long offset, String component, String instance,
		OffsetDateTime appliedAt, List<String> surrogateKeys) implements Event {

	public CollectionApplied {
		Objects.requireNonNull(slug, "slug");
		Objects.requireNonNull(component, "component");
		Objects.requireNonNull(instance, "instance");
		Objects.requireNonNull(appliedAt, "appliedAt");
		surrogateKeys = Lists.copy(surrogateKeys);
	}

	@Override
	public EventType type() {
		return EventType.COLLECTION_APPLIED;
	}

	@Override
	public String eventId() {
		return this.slug + "/" + this.partition + "-" + this.offset + "/" + this.component + "/" + this.instance;
	}

	@Override
	public String subject() {
		return this.slug;
	}

	@Override
	public OffsetDateTime time() {
		return this.appliedAt;
	}

}
