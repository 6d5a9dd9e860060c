package io.broadsheet.ingest.article;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is left of a body.
 */
class BodyPolicyTests {

	@ParameterizedTest
	@ValueSource(strings = { "<p>Text</p>", "<h2>Head</h2><ul><li>one</li></ul>", "<blockquote>So</blockquote>",
			"<p><em>a</em> <strong>b</strong></p>", "<table><tbody><tr><td>1</td></tr></tbody></table>",
			"<p>Phố cổ Đà Lạt</p>" })
	void whatBelongsIntoAnArticleStays(String html) {
		BodyPolicy.Sanitised sanitised = BodyPolicy.sanitise(html);
		assertThat(sanitised.html()).isEqualTo(html);
		assertThat(sanitised.removed()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			<p>a<script>alert(1)</script></p>            | <p>a</p>   | script
			<p onclick="x()">a</p>                       | <p>a</p>   | p@onclick
			<p style="x">a</p>                           | <p>a</p>   | p@style
			<p><a href="javascript:x()">a</a></p>        | <p>a</p>   | a
			<p><img src="data:image/png;base64,x">a</p>  | <p>a</p>   | img
			<p><img src="mailto:a@b.example">a</p>       | <p>a</p>   | img
			<p><img src="//x.example/a.png">a</p>        | <p>a</p>   | img
			<p><img src="/logout">a</p>                  | <p>a</p>   | img
			<p><img alt="A tram">a</p>                   | <p>a</p>   | img
			<p><a href="java	script:x()">a</a></p>      | <p>a</p>   | a
			<p>a</p><iframe src="https://x"></iframe>    | <p>a</p>   | iframe
			""")
	void whatDoesNotIsTakenOutAndNamed(String html, String left, String removed) {
		BodyPolicy.Sanitised sanitised = BodyPolicy.sanitise(html);
		assertThat(sanitised.html()).isEqualTo(left);
		assertThat(sanitised.removed()).containsExactly(removed);
	}

	@Test
	void picturesOfTheWebStayWithTheirSize() {
		String html = "<figure><img src=\"https://paper.example/a.png\" alt=\"A tram\" width=\"12\" height=\"8\" />"
				+ "<figcaption>A tram</figcaption></figure>";
		assertThat(BodyPolicy.sanitise(html)).isEqualTo(new BodyPolicy.Sanitised(html, List.of()));
		assertThat(BodyPolicy.sanitise("<img src=\"HTTP://paper.example/a.png\" srcset=\"javascript:x() 2x\" />"))
			.isEqualTo(new BodyPolicy.Sanitised("<img src=\"HTTP://paper.example/a.png\" />", List.of("img@srcset")));
	}

	@Test
	void aPictureWithoutAnAddressOfTheWebIsTakenOutWhole() {
		BodyPolicy.Sanitised sanitised = BodyPolicy
			.sanitise("<p>a</p><img src=\"/a.png\" alt=\"A tram\" width=\"12\">");
		assertThat(sanitised.html()).isEqualTo("<p>a</p>");
		assertThat(sanitised.removed()).contains("img");
	}

	@Test
	void blanksInTheAddressOfAPictureCostItNothing() {
		assertThat(BodyPolicy.sanitise("<img src=\" https://paper.example/my photo.jpg\">").html())
			.contains("https://paper.example/my%20photo.jpg");
	}

	@Test
	void linksTellSearchEnginesThatTheyAreNotEndorsed() {
		assertThat(BodyPolicy.sanitise("<a href=\"https://x.example\">x</a>").html())
			.contains("rel=\"noopener nofollow\"");
	}

	@Test
	void noBodyIsAnEmptyOne() {
		assertThat(BodyPolicy.sanitise(null)).isEqualTo(new BodyPolicy.Sanitised("", List.of()));
	}

}
