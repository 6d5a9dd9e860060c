package io.broadsheet.catalog.paging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import io.broadsheet.catalog.request.InvalidParameterException;
import io.broadsheet.catalog.request.Parameters;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.LinkedMultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Cursors, as readers send them back.
 */
class CursorsTests {

	private static final Cursor PLACE = new Cursor(Instant.parse("2026-03-01T06:30:00.125Z"), "id/with\nall\u00e9");

	private final Cursors cursors = new Cursors("the key of these tests".getBytes(StandardCharsets.UTF_8));

	@Test
	void aCursorComesBackAsItWent() {
		String text = this.cursors.write(PLACE, "section=city");
		assertThat(text).matches("[A-Za-z0-9_-]+");
		assertThat(read(text, "section=city")).isEqualTo(PLACE);
	}

	@Property(tries = 200)
	void everyTimeAndIdComesBack(@ForAll long milliseconds, @ForAll String letters) {
		String id = new String(letters.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
		Cursor place = new Cursor(Instant.ofEpochMilli(milliseconds), id.substring(0, Math.min(40, id.length())));
		Cursor expected = new Cursor(place.time(),
				new String(place.id().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
		assertThat(read(this.cursors.write(place, ""), "")).isEqualTo(expected);
	}

	@Test
	void withoutACursorAListBeginsAtItsStart() {
		assertThat(this.cursors.read(Parameters.of(new LinkedMultiValueMap<>(), List.of("cursor")), "")).isNull();
	}

	@Test
	void aCursorOfAnotherListIsRefusedAsSuch() {
		assertThatExceptionOfType(InvalidParameterException.class)
			.isThrownBy(() -> read(this.cursors.write(PLACE, "section=city"), "section=sport"))
			.withMessageContaining("`cursor` belongs to a list with other filters");
	}

	@Test
	void aCursorOfAnotherKeyIsRefused() {
		Cursors others = new Cursors("the key of somebody else".getBytes(StandardCharsets.UTF_8));
		refused(others.write(PLACE, ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "!", "===", "bm90IGEgY3Vyc29y", "é",
			"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" })
	void whatWasNeverACursorIsRefused(String text) {
		refused(text);
	}

	@Property(tries = 300)
	void aCursorWithAnyBitFlippedIsRefused(@ForAll @IntRange(max = 100_000) int position) {
		byte[] bytes = Base64.getUrlDecoder().decode(this.cursors.write(PLACE, ""));
		int bit = position % (bytes.length * 8);
		bytes[bit / 8] ^= (byte) (1 << (bit % 8));
		refused(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
	}

	@Property(tries = 300)
	void aCursorWithAnyLetterChangedIsRefused(@ForAll @IntRange(max = 100_000) int position,
			@ForAll @IntRange(max = 63) int letter) {
		String text = this.cursors.write(PLACE, "");
		int at = position % text.length();
		char other = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".charAt(letter);
		if (text.charAt(at) != other) {
			refused(text.substring(0, at) + other + text.substring(at + 1));
		}
	}

	@Test
	void aCursorThatIsCutOrContinuedIsRefused() {
		String text = this.cursors.write(PLACE, "");
		for (int length = 1; length < text.length(); length++) {
			refused(text.substring(0, length));
		}
		refused(text + "A");
		refused(text + "=");
	}

	private void refused(String text) {
		assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> read(text, ""))
			.withMessageContaining("`cursor`");
	}

	private @Nullable Cursor read(String text, String query) {
		LinkedMultiValueMap<String, String> given = new LinkedMultiValueMap<>();
		given.add("cursor", text);
		return this.cursors.read(Parameters.of(given, List.of("cursor")), query);
	}

}
