package io.broadsheet.ingest.article;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import io.broadsheet.ingest.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlChangeListener;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * What the body of an article may contain: paragraphs, headings, lists, quotes, emphasis,
 * links, figures with pictures, and tables. Everything else is removed.
 */
public final class BodyPolicy {

	/**
	 * A link may also be within the newspaper or write a letter; a picture comes from the
	 * web.
	 */
	private static final Pattern WEB_ADDRESS = Pattern.compile("(?is)\\s*https?://.+");

	private static final PolicyFactory policy = new HtmlPolicyBuilder()
		.allowElements("p", "br", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "cite", "em", "strong", "b", "i",
				"sub", "sup", "a", "figure", "figcaption", "table", "caption", "thead", "tbody", "tr", "th", "td")
		.allowElements((element, attributes) -> attributes.contains("src") ? element : null, "img")
		.allowAttributes("href")
		.onElements("a")
		.allowAttributes("src")
		.matching(WEB_ADDRESS)
		.onElements("img")
		.allowAttributes("alt", "width", "height")
		.onElements("img")
		.allowAttributes("colspan", "rowspan")
		.onElements("th", "td")
		.allowUrlProtocols("http", "https", "mailto")
		.requireRelsOnLinks("noopener", "nofollow")
		.toFactory();

	private static final int LARGEST = 1024 * 1024;

	private BodyPolicy() {
	}

	/**
	 * Takes out of a body what articles may not contain.
	 * @param html the body as it came, if it has one
	 * @return what is left
	 * @throws org.springframework.web.ErrorResponseException if that is larger than 1 MiB
	 */
	public static Sanitised sanitise(@Nullable String html) {
		Set<String> removed = new LinkedHashSet<>();
		String clean = Objects.requireNonNullElse(policy.sanitize(html, new Removals(), removed), "");
		if (isTooLarge(clean)) {
			throw Problem.invalidField("/body",
					"is larger than 1 MiB as clean HTML, where =, \" and ' take five bytes each");
		}
		return new Sanitised(clean, new ArrayList<>(removed));
	}

	/** Most bodies need no count: a character takes three bytes at most. */
	private static boolean isTooLarge(String html) {
		return html.length() > LARGEST / 3 && html.getBytes(StandardCharsets.UTF_8).length > LARGEST;
	}

	/**
	 * A body that is safe to show.
	 *
	 * @param html what is left
	 * @param removed names of the elements, or {@code element@attribute}, that were taken
	 * out
	 */
	public record Sanitised(String html, List<String> removed) {

	}

	private static final class Removals implements HtmlChangeListener<Set<String>> {

		@Override
		public void discardedTag(@Nullable Set<String> removed, String element) {
			if (removed != null) {
				removed.add(element);
			}
		}

		@Override
		public void discardedAttributes(@Nullable Set<String> removed, String element, String... attributes) {
			if (removed != null) {
				List.of(attributes).forEach((attribute) -> removed.add(element + "@" + attribute));
			}
		}

	}

}
