package io.broadsheet.catalog.projection;

import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.SurrogateKeys;

/**
 * What became of a batch.
 *
 * @param writes what was to be written
 * @param before what was known to be stored when it was written, and what was found in
 * the way of what was refused, by article id
 * @param stale the articles whose write the database refused because of the revision that
 * it has
 */
record AppliedBatch(List<ArticleWrite> writes, Map<String, StoredEntry> before, Set<String> stale) {

	AppliedBatch {
		writes = List.copyOf(writes);
		before = Map.copyOf(before);
		stale = Set.copyOf(stale);
	}

	/**
	 * Whether each stale write was refused for what was seen. Else someone else wrote the
	 * same article at the same moment, and only another try can tell.
	 * @return true if so
	 */
	boolean isSettled() {
		return this.writes.stream().filter((write) -> this.stale.contains(write.id())).allMatch(this::isOld);
	}

	/**
	 * How many articles were deleted.
	 * @return their number
	 */
	long purged() {
		return this.writes.stream().filter((write) -> write.outcome().isEmpty()).count();
	}

	/**
	 * How many articles were stored at a revision that was not there.
	 * @return their number
	 */
	long applied() {
		return this.writes.size() - this.stale.size() - purged();
	}

	/**
	 * Tells of each article that now stands as the log says. One that stood like this
	 * before is told again: the last time may have failed after the write.
	 * @param shown how readers may have seen articles until now, by id
	 * @return the receipts
	 */
	List<Receipt> receipts(Map<String, Shown> shown) {
		return this.writes.stream()
			.filter((write) -> !isSuperseded(write))
			.flatMap((write) -> receipt(write, Optional.ofNullable(shown.get(write.id()))).stream())
			.toList();
	}

	private static Optional<Receipt> receipt(ArticleWrite write, Optional<Shown> shown) {
		Set<String> keys = new LinkedHashSet<>();
		keys.add(SurrogateKeys.article(write.id()));
		shown.ifPresent((until) -> keys.addAll(until.surrogateKeys()));
		write.outcome().ifPresent((entry) -> keys.addAll(SurrogateKeys.of(entry)));
		keys.add(SurrogateKeys.LATEST);
		return write.outcome()
			.map(CatalogEntry::revision)
			.or(() -> shown.map(Shown::revision))
			.map((revision) -> new Receipt(write.id(), revision, keys, change(write, shown.isPresent())));
	}

	private static String change(ArticleWrite write, boolean wasShown) {
		Optional<CatalogEntry> entry = write.outcome();
		if (entry.isEmpty()) {
			return "purged";
		}
		if (!(entry.get() instanceof CatalogEntry.Published published)) {
			return "withdrawn";
		}
		if (!wasShown || published.revision() == 1) {
			return "published";
		}
		OffsetDateTime changedAt = published.changedAt();
		boolean isCorrected = published.article()
			.corrections()
			.stream()
			.anyMatch((correction) -> correction.at().isEqual(changedAt));
		return isCorrected ? "corrected" : "revised";
	}

	private boolean isSuperseded(ArticleWrite write) {
		return this.stale.contains(write.id()) && comparedToStored(write) < 0;
	}

	private boolean isOld(ArticleWrite write) {
		return comparedToStored(write) <= 0;
	}

	/** Negative if a later revision was stored, zero if the same, else positive. */
	private int comparedToStored(ArticleWrite write) {
		StoredEntry stored = this.before.get(write.id());
		long storedRevision = (stored != null) ? stored.revision() : 0;
		return Long.compare(write.outcome().map(CatalogEntry::revision).orElse(Long.MAX_VALUE), storedRevision);
	}

	/**
	 * An article that now stands as the log says.
	 *
	 * @param id the article's id
	 * @param revision the revision that readers see, or saw last if it was purged
	 * @param surrogateKeys what is no longer true
	 * @param change what happened for readers
	 */
	record Receipt(String id, long revision, Set<String> surrogateKeys, String change) {

		Receipt {
			surrogateKeys = Collections.unmodifiableSet(new LinkedHashSet<>(surrogateKeys));
		}

	}

}
