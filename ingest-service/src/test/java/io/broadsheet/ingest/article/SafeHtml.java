package io.broadsheet.ingest.article;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A body as a browser would read it, which has nothing that an article may not contain.
 */
public final class SafeHtml {

	private static final Set<String> ELEMENTS = Set.of("p", "br", "h2", "h3", "h4", "ul", "ol", "li", "blockquote",
			"cite", "em", "strong", "b", "i", "sub", "sup", "a", "figure", "figcaption", "img", "table", "caption",
			"thead", "tbody", "tr", "th", "td");

	private static final Map<String, Set<String>> ATTRIBUTES = Map.of("a", Set.of("href", "rel"), "img",
			Set.of("src", "alt", "width", "height"), "th", Set.of("colspan", "rowspan"), "td",
			Set.of("colspan", "rowspan"));

	private static final Pattern SCHEME = Pattern.compile("^[\\s\\p{Cntrl}]*([^/?#:]*):");

	private SafeHtml() {
	}

	/**
	 * Looks at it as a browser does, also at what that would make of it when a page
	 * copies it.
	 * @param html the body
	 */
	public static void assertSafe(String html) {
		Document once = Jsoup.parseBodyFragment(html);
		Document copied = Jsoup.parseBodyFragment(once.body().html());
		for (Document document : List.of(once, copied)) {
			assertThat(document.head().childNodeSize()).as(html).isZero();
			document.body().children().forEach((child) -> child.getAllElements().forEach((each) -> check(html, each)));
		}
	}

	private static void check(String html, Element element) {
		assertThat(ELEMENTS).as(html).contains(element.normalName());
		for (Attribute attribute : element.attributes()) {
			assertThat(ATTRIBUTES.getOrDefault(element.normalName(), Set.of())).as(html).contains(attribute.getKey());
			if (Set.of("href", "src").contains(attribute.getKey())) {
				assertThat(
						SCHEME.matcher(attribute.getValue()).results().map((scheme) -> scheme.group(1).toLowerCase()))
					.as(html)
					.isSubsetOf("http", "https", "mailto");
			}
		}
	}

}
