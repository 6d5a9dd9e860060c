package io.broadsheet.ingest.article;

import java.time.OffsetDateTime;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.broadsheet.ingest.ledger.Outcome;

/**
 * What an editor gets back when a change was accepted.
 *
 * @param id the article
 * @param revision its revision since
 * @param state {@code published} or {@code withdrawn}
 * @param slug the readable part of its address
 * @param url its canonical address
 * @param publishedAt when readers could first see it
 * @param updatedAt when the change took effect
 * @param removedMarkup what was taken out of the body because articles may not contain it
 */
record Acknowledgement(String id, long revision, String state, String slug, String url, OffsetDateTime publishedAt,
		OffsetDateTime updatedAt, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> removedMarkup) {

	static Acknowledgement of(String id, Outcome.Accepted accepted, List<String> removedMarkup) {
		return new Acknowledgement(id, accepted.revision(), accepted.state(), accepted.slug(), accepted.url(),
				accepted.publishedAt(), accepted.updatedAt(), removedMarkup);
	}

	String etag() {
		return "\"" + this.revision + "\"";
	}

}
