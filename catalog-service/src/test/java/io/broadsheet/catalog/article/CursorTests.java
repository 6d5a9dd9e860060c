package io.broadsheet.catalog.article;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Cursors, as readers send them back.
 */
class CursorTests {

	private static final Cursor CURSOR = new Cursor(Instant.parse("2026-03-01T06:30:00.125Z"), "id\nwith\nlines");

	@Test
	void aCursorComesBackAsItWent() {
		String text = CURSOR.encode("section=city");
		assertThat(text).matches("[A-Za-z0-9_-]+");
		assertThat(Cursor.decode(text, "section=city")).isEqualTo(CURSOR);
	}

	@Test
	void aCursorOfAnotherListIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Cursor.decode(CURSOR.encode("section=city"), ""));
		assertThatIllegalArgumentException().isThrownBy(() -> Cursor.decode(CURSOR.encode(""), "section=city"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "!", "===", "bm90IGEgY3Vyc29y", "\u0000" })
	void whatWasNeverACursorIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Cursor.decode(text, ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "later\n\nid", "\n\nid", "+5\n\nid", "05\n\nid", "99999999999999999999\n\nid", "5\n" })
	void aForgedTimeIsRefused(String forged) {
		String text = Base64.getUrlEncoder().withoutPadding().encodeToString(forged.getBytes(StandardCharsets.UTF_8));
		assertThatIllegalArgumentException().isThrownBy(() -> Cursor.decode(text, ""));
	}

	@Test
	void theFarthestTimesAreCursorsToo() {
		Cursor first = new Cursor(Instant.ofEpochMilli(Long.MIN_VALUE), "a");
		assertThat(Cursor.decode(first.encode(""), "")).isEqualTo(first);
	}

}
