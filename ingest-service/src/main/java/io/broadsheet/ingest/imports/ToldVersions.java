package io.broadsheet.ingest.imports;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.broadsheet.ingest.imports.item.ImportItem;
import io.broadsheet.ingest.ledger.Command.SourceStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of which articles a document has told. Were it to tell the same version
 * twice, in different words, then each import of it would change the article twice.
 */
final class ToldVersions {

	/** Longer documents are compared with as many of their items before. */
	static final int MOST = 50_000;

	private final Map<String, List<Told>> told = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, List<Told>> eldest) {
			return size() > MOST;
		}

	};

	/**
	 * Remembers what an item tells, and looks whether one before told otherwise. What a
	 * source takes back it may have told before.
	 * @param item the next item of the document
	 * @param fingerprint a hash of what it tells
	 * @return the index of the item that says something else, of the same version or of
	 * one that can't be told apart
	 */
	Optional<Long> contradicts(ImportItem.Ready item, String fingerprint) {
		if (item.status() != SourceStatus.USABLE) {
			return Optional.empty();
		}
		Told now = new Told(item.index(), instant(item.versionAt()), fingerprint);
		List<Told> before = this.told.computeIfAbsent(item.externalId(), (id) -> new ArrayList<>(1));
		Optional<Long> first = before.stream().filter(now::contradicts).findFirst().map(Told::index);
		if (first.isEmpty()) {
			before.add(now);
		}
		return first;
	}

	private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
		return (time != null) ? time.toInstant() : null;
	}

	private record Told(long index, @Nullable Instant versionAt, String fingerprint) {

		boolean contradicts(Told other) {
			boolean alike = this.versionAt == null || other.versionAt == null || this.versionAt.equals(other.versionAt);
			return alike && !this.fingerprint.equals(other.fingerprint);
		}

	}

}
