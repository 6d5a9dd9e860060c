package io.broadsheet.ingest.imports.item;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MarkupTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			<p>One</p><p>two</p>                          | One two
			a<b>b</b>c &amp; d                            | abc & d
			3 < 4 and 5 > 4                               | 3 < 4 and 5 > 4
			&lt;b&gt;twice&lt;/b&gt;                      | twice
			x<script>y()</script><style>z{}</style>w      | x w
			&nbsp; a &nbsp; b &#8230;                     | a b …
			Đường&nbsp;sắt &#7879;                        | Đường sắt ệ
			`<p> </p>`                                    |
			""")
	void theWordsOfHtmlAreWhatAReaderReads(String html, String words) {
		assertThat(Markup.words(html)).isEqualTo(words);
	}

	@Test
	void wordsAreCutBetweenWordsAndNeverWithinACharacter() {
		assertThat(Markup.words("one two three", 13)).isEqualTo("one two three");
		assertThat(Markup.words("one two three", 12)).isEqualTo("one two…");
		assertThat(Markup.words("\uD83D\uDE80".repeat(5), 4)).isEqualTo("\uD83D\uDE80…");
	}

	@Test
	void whatIsOnlyTagsIsReadToItsEnd() {
		assertThat(Markup.words("<".repeat(100_000))).isNotNull();
		assertThat(Markup.words("<b>".repeat(100) + "x")).isEqualTo("x");
		assertThat(Markup.words("<b>".repeat(100_000) + "x")).isNull();
	}

	@Test
	void paragraphsOfTextContainNoMarkup() {
		assertThat(Markup.paragraphs(" a <b> & c\r\n\r\nsecond\nline\n\n\n"))
			.isEqualTo("<p>a &lt;b&gt; &amp; c</p>\n<p>second<br>line</p>");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			Đường sắt đô thị             | duong-sat-do-thi
			Thành phố Hồ Chí Minh        | thanh-pho-ho-chi-minh
			`Arts & Culture / Film_noir` | arts-culture-film-noir
			`  C++ `                     | c
			Samferdsel æøå               | samferdsel-aeoa
			`!!!`                        |
			`日本`                       |
			""")
	void theSlugOfASubjectIsAsciiWithVietnameseLettersFolded(String subject, String slug) {
		assertThat(TagSlugs.slug(subject)).isEqualTo(slug);
	}

	@Test
	void slugsAreShortAndEachThereOnce() {
		assertThat(TagSlugs.slug("word ".repeat(30))).hasSizeLessThanOrEqualTo(64).doesNotEndWith("-");
		assertThat(TagSlugs.slugs(Stream.of("A b", null, "!", "a-B", "c"))).containsExactly("a-b", "c");
	}

}
