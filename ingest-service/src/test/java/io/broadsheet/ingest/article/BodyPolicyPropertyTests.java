package io.broadsheet.ingest.article;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What holds for whatever is sent as a body.
 */
class BodyPolicyPropertyTests {

	@Property
	void aBrowserFindsNothingInItThatAnArticleMayNotContain(@ForAll("soups") String html) {
		SafeHtml.assertSafe(BodyPolicy.sanitise(html).html());
	}

	/** Pieces with which parsers have been led to disagree. */
	@Provide
	Arbitrary<String> soups() {
		return Arbitraries.of("<p>", "</p>", "<a href=\"https://a.example/?a=1&b\">", "<a href=\"javascript:x()\">",
				"<a href=\"java&#9;script:x()\">", "</a>", "<img src=x onerror=alert(1)>",
				"<img src=\"https://a.example/a.png\" alt=\"", "\">", "'>", "<b title=\"", "<svg>", "</svg>", "<math>",
				"</math>", "<mtext>", "<mglyph>", "<malignmark>", "<annotation-xml encoding=\"text/html\">",
				"<foreignObject>", "<desc>", "<title>", "</title>", "<style>", "</style>", "<noscript>", "</noscript>",
				"<noembed>", "<noframes>", "<iframe>", "</iframe>", "<xmp>", "</xmp>", "<textarea>", "</textarea>",
				"<plaintext>", "<template>", "</template>", "<select>", "<option>", "<table>", "</table>", "<caption>",
				"<td>", "<tr>", "<form>", "<script>", "</script>", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?x",
				"&lt;", "&gt;", "&quot;", "&#0;", "`", "\u0000", "\u00a0", "{{x}}", "text")
			.list()
			.ofMaxSize(14)
			.map((pieces) -> String.join("", pieces));
	}

}
