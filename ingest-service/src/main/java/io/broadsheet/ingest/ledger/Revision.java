package io.broadsheet.ingest.ledger;

import java.time.OffsetDateTime;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * One line in the history of an article.
 *
 * @param revision 1, 2, 3, …
 * @param at when it was made
 * @param by who made it, if that is known; nobody for what the clock did
 * @param change what was asked: {@code publish}, {@code revise}, {@code correct},
 * {@code withdraw}, {@code restore}, {@code import} or {@code release}
 * @param standing how the article stood since
 */
public record Revision(long revision, OffsetDateTime at, @Nullable String by, String change, Standing standing) {

	public Revision {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(change, "change");
		Objects.requireNonNull(standing, "standing");
	}

}
