package io.broadsheet.ingest.article;

import java.time.OffsetDateTime;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.broadsheet.ingest.ledger.Outcome;
import io.broadsheet.ingest.ledger.Standing;
import org.jspecify.annotations.Nullable;

/**
 * What an editor gets back when a change was accepted.
 *
 * @param id the article
 * @param revision its revision since
 * @param state {@code scheduled}, {@code published} or {@code withdrawn}
 * @param slug the readable part of its address
 * @param url its canonical address
 * @param publishedAt when readers could first see it, if they could
 * @param publishAt when they may see it, if it is scheduled
 * @param updatedAt when the change took effect
 * @param removedMarkup what was taken out of the body because articles may not contain it
 */
record Acknowledgement(String id, long revision, String state, @Nullable String slug, @Nullable String url,
		@Nullable OffsetDateTime publishedAt, @Nullable OffsetDateTime publishAt, OffsetDateTime updatedAt,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> removedMarkup) {

	static Acknowledgement of(String id, Outcome.Accepted accepted, List<String> removedMarkup) {
		return new Acknowledgement(id, accepted.revision(), accepted.state(), accepted.slug(), accepted.url(),
				accepted.publishedAt(), accepted.publishAt(), accepted.updatedAt(), removedMarkup);
	}

	boolean isScheduled() {
		return Standing.SCHEDULED.equals(this.state);
	}

	String etag() {
		return "\"" + this.revision + "\"";
	}

}
