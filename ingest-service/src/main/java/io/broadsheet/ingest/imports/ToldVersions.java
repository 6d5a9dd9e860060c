package io.broadsheet.ingest.imports;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.broadsheet.ingest.imports.item.ImportItem;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of which articles a document has told. Were it to tell the same version
 * twice, in different words, then each import of it would change the article twice.
 */
final class ToldVersions {

	/** Longer documents are compared with as many of their items before. */
	static final int MOST = 50_000;

	private final Map<Version, Told> told = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<Version, Told> eldest) {
			return size() > MOST;
		}

	};

	/**
	 * Remembers a version, and looks whether the document told it otherwise before.
	 * @param item the next item of the document
	 * @param fingerprint a hash of what it tells
	 * @return the index of the item that says something else of the same version
	 */
	Optional<Long> contradicts(ImportItem.Ready item, String fingerprint) {
		Told first = this.told.putIfAbsent(new Version(item.externalId(), instant(item.versionAt())),
				new Told(item.index(), fingerprint));
		return Optional.ofNullable(first)
			.filter((before) -> !before.fingerprint().equals(fingerprint))
			.map(Told::index);
	}

	private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
		return (time != null) ? time.toInstant() : null;
	}

	private record Version(String externalId, @Nullable Instant at) {

	}

	private record Told(long index, String fingerprint) {

	}

}
