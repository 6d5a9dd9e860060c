package io.broadsheet.ingest.imports;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.broadsheet.ingest.imports.item.ImportItem;
import io.broadsheet.ingest.ledger.Command.SourceStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of which articles a document has told. Were it to tell the same version
 * twice, in different words, then each import of it would change the article twice.
 */
final class ToldVersions {

	/** An item of a longer document is compared with only so many versions before it. */
	static final int MOST = 50_000;

	private final Map<Version, Told> versions = latest();

	private final Map<String, Told> articles = latest();

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
		Version version = new Version(item.externalId(), instant(item.versionAt()));
		Told before = this.versions.get(version);
		if (before != null && before.fingerprint().equals(fingerprint)) {
			return Optional.empty();
		}
		Optional<Long> other = alike(version).filter((told) -> !told.fingerprint().equals(fingerprint))
			.map(Told::index)
			.findFirst();
		if (other.isEmpty()) {
			Told now = new Told(item.index(), fingerprint);
			this.versions.put(version, now);
			this.articles.remove(version.externalId());
			this.articles.put(version.externalId(), now);
		}
		return other;
	}

	/** A version without a time can't be told from the latest one. */
	private Stream<Told> alike(Version version) {
		Version untimed = new Version(version.externalId(), null);
		return Stream
			.of(this.versions.get(version), this.versions.get(untimed),
					(version.at() != null) ? null : this.articles.get(version.externalId()))
			.flatMap(Stream::ofNullable);
	}

	private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
		return (time != null) ? time.toInstant() : null;
	}

	private static <K> Map<K, Told> latest() {
		return new LinkedHashMap<>() {

			@Override
			protected boolean removeEldestEntry(Map.Entry<K, Told> eldest) {
				return size() > MOST;
			}

		};
	}

	private record Version(String externalId, @Nullable Instant at) {
	}

	private record Told(long index, String fingerprint) {
	}

}
