package io.broadsheet.ingest.ledger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Slugs of headlines.
 */
class SlugsTests {

	/** The number 3b6f5a1c2d4e, the end of the article's id, in base 36. */
	static final String SHORT_ID = "n5x48tvm6";

	@ParameterizedTest
	@CsvSource(textBlock = """
			Hello readers,                       hello-readers
			Đường sắt Hà Nội,                    duong-sat-ha-noi
			'Phố cổ: 50% giảm giá, thật không?', pho-co-50-giam-gia-that-khong
			  -- Dash -- and _underscore_ --,    dash-and-underscore
			Smørrebrød og Łódź: die Straße,      smorrebrod-og-lodz-die-strasse
			😀,                                  article
			日本,                                article
			""")
	void aSlugIsTheHeadlineInPlainLettersAndAShortId(String headline, String words) {
		assertThat(Slugs.of(headline, LedgerFixtures.ARTICLE)).isEqualTo(words + "-" + SHORT_ID);
	}

	@Test
	void aLongHeadlineIsCutBetweenWords() {
		String slug = Slugs.of("word ".repeat(30), LedgerFixtures.ARTICLE);
		assertThat(slug).matches("word(-word){15}-" + SHORT_ID);
	}

	@Test
	void twoArticlesOfTheSameHeadlineHaveDifferentSlugs() {
		assertThat(Slugs.of("Same", "00000000-0000-0000-0000-000000000001"))
			.isNotEqualTo(Slugs.of("Same", "00000000-0000-0000-0000-000000000002"));
	}

}
