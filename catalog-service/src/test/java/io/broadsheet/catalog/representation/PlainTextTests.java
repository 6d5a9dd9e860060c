package io.broadsheet.catalog.representation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies without their markup.
 */
class PlainTextTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "<p>At dawn.</p>|At dawn.", "<p>One.</p><p>Two.</p>|One.//Two.",
					"<p>One.</p>~  <p>Two.</p>|One.//Two.", "<p>A <b>bold</b><i>, fine</i> word</p>|A bold, fine word",
					"<p>One<br>Two<br/>Three</p>|One/Two/Three", "<h2>Head</h2>Text<p>More</p>|Head//Text//More",
					"<ul><li>One</li><li>Two <b>b</b></li></ul><p>End</p>|One/Two b//End",
					"<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>|1 2/3",
					"<p>Fish &amp; chips &lt;3 &nbsp;now</p>|Fish & chips <3 now",
					"<p> </p><div><div><p>Deep</p></div></div>|Deep", "No markup at all|No markup at all",
					"<p>a~  b~c</p>|a b c", "<p>Phố <em>cổ</em></p>|Phố cổ", "''|''", "<p></p>|''" })
	void wordsAreLeftAndBlocksAreApart(String html, String text) {
		assertThat(PlainText.of(html.replace('~', '\n')).replace('\n', '/')).isEqualTo(text);
	}

	@Test
	void aBodyOfBlanksOrOfDepthTakesNoLongerThanOthers() {
		assertThat(PlainText.of("<b> </b>".repeat(100_000) + "end")).isEqualTo("end");
		assertThat(PlainText.of("<div>".repeat(20_000) + "end")).isEqualTo("end");
	}

}
