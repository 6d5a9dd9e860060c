package io.broadsheet.catalog.entry;

import java.text.Normalizer;
import java.util.Locale;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for all names that are folded.
 */
class FoldedNameTests {

	@Property(tries = 500)
	void foldingTwiceIsFoldingOnce(@ForAll("names") String name) {
		String folded = FoldedName.of(name);
		assertThat(FoldedName.of(folded)).isEqualTo(folded);
	}

	@Property(tries = 500)
	void howLettersAreComposedDoesNotMatter(@ForAll("names") String name) {
		assertThat(FoldedName.of(Normalizer.normalize(name, Normalizer.Form.NFD))).isEqualTo(FoldedName.of(name));
		assertThat(FoldedName.of(Normalizer.normalize(name, Normalizer.Form.NFC))).isEqualTo(FoldedName.of(name));
	}

	@Property(tries = 500)
	void spacesAroundANameDoNotMatter(@ForAll("names") String name) {
		assertThat(FoldedName.of(" \t" + name + "\u00a0 ")).isEqualTo(FoldedName.of(name));
	}

	@Property(tries = 500)
	void capitalsDoNotMatter(@ForAll("names") String name) {
		assertThat(FoldedName.of(name.toUpperCase(Locale.ROOT))).isEqualTo(FoldedName.of(name));
	}

	/** The scripts that names are written in here, accents alone, and blanks. */
	@Provide
	Arbitrary<String> names() {
		return Arbitraries.strings()
			.withCharRange(' ', '\u024f')
			.withCharRange('\u0300', '\u036f')
			.withCharRange('\u0370', '\u0482')
			.withCharRange('\u048a', '\u052f')
			.withCharRange('\u1e00', '\u1fff')
			.withCharRange('\uac00', '\ud7a3')
			.withChars('\u00a0', '\u3000', '\ufb01', '\u2019')
			.ofMaxLength(12);
	}

}
