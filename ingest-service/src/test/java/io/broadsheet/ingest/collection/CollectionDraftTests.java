package io.broadsheet.ingest.collection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;

import io.broadsheet.events.CollectionChanged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.web.ErrorResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of a draft of a collection.
 */
class CollectionDraftTests {

	private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

	private static final Instant NOW = Instant.parse("2026-02-10T02:00:00.123456789Z");

	private static final List<String> PINNED = List.of("b", "a");

	@Test
	void theCollectionIsWhatTheEditorSentWithTimesInThePublishersZone() {
		CollectionDraft draft = new CollectionDraft(null, " Tết ", "About", null,
				OffsetDateTime.parse("2026-02-13T17:00:00Z"), OffsetDateTime.parse("2026-02-22T12:00:00-05:00"), PINNED,
				"tet");
		assertThat(collection(draft)).isEqualTo(new CollectionChanged("tet-2026", "Tết", "About", null,
				OffsetDateTime.parse("2026-02-14T00:00:00+07:00"), OffsetDateTime.parse("2026-02-23T00:00:00+07:00"),
				PINNED, "tet", OffsetDateTime.parse("2026-02-10T09:00:00.123456+07:00")));
	}

	@ParameterizedTest
	@CsvSource({ "2026-02-14T00:00:00.001Z, true", "2026-02-14T00:00:00Z, false", "2026-02-13T23:59:59.999Z, false",
			"2026-02-14T00:00:00.000999Z, false", "2026-02-14T07:00:00+07:00, false",
			"2026-02-14T06:30:00+07:00, false", "2026-02-13T23:30:00-01:00, true" })
	void aCollectionEndsAtLeastAMillisecondAfterItStarted(OffsetDateTime endsAt, boolean isTaken) {
		CollectionDraft draft = new CollectionDraft(null, "Tết", null, null,
				OffsetDateTime.parse("2026-02-14T00:00:00Z"), endsAt, PINNED, null);
		if (isTaken) {
			assertThat(collection(draft).endsAt()).isAtSameInstantAs(endsAt);
		}
		else {
			assertThatExceptionOfType(ErrorResponseException.class).isThrownBy(() -> collection(draft))
				.satisfies((problem) -> assertThat(problem.getBody().getDetail()).startsWith("/endsAt "));
		}
	}

	@Test
	void pinnedArticlesOrATagAreEnoughAndNeitherIsTooLittle() {
		assertThat(collection(draft(PINNED, null)).pinned()).isEqualTo(PINNED);
		assertThat(collection(draft(null, "tet")).tag()).isEqualTo("tet");
		assertThatExceptionOfType(ErrorResponseException.class).isThrownBy(() -> collection(draft(List.of(), null)));
		assertThatExceptionOfType(ErrorResponseException.class).isThrownBy(() -> collection(draft(null, null)));
	}

	private static CollectionDraft draft(List<String> pinned, String tag) {
		return new CollectionDraft(null, "Tết", null, null, null, null, pinned, tag);
	}

	private static CollectionChanged collection(CollectionDraft draft) {
		return draft.collection("tet-2026", ZONE, NOW);
	}

}
