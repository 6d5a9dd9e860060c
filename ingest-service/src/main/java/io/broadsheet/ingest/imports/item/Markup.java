package io.broadsheet.ingest.imports.item;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlSanitizer;

import org.springframework.web.util.HtmlUtils;

/**
 * Between HTML and plain text, for sources that mix them.
 */
public final class Markup {

	private static final Pattern TAG = Pattern.compile("<[a-zA-Z/!?]");

	private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");

	private static final Pattern BLANK_LINES = Pattern.compile("\\R\\s*\\R");

	private static final int DEEPEST_ESCAPING = 3;

	private static final String ELLIPSIS = "…";

	private Markup() {
	}

	/**
	 * The words of an HTML fragment: no tags, entities resolved, white space collapsed.
	 * Sources that escape twice are understood too.
	 * @param html HTML, or text
	 * @return one line of plain text, or null if there are no words
	 */
	public static @Nullable String words(@Nullable String html) {
		String text = Objects.requireNonNullElse(html, "");
		for (int depth = 0; depth < DEEPEST_ESCAPING && (depth == 0 || TAG.matcher(text).find()); depth++) {
			Words words = new Words();
			HtmlSanitizer.sanitize(text, words);
			text = words.text.toString();
		}
		String line = BLANK.matcher(text).replaceAll(" ").strip();
		return line.isEmpty() ? null : line;
	}

	/**
	 * The words of an HTML fragment, up to a length.
	 * @param html HTML, or text
	 * @param longest the most characters, an ellipsis included
	 * @return one line of plain text that ends with a word, or null if there are no words
	 */
	public static @Nullable String words(@Nullable String html, int longest) {
		String words = words(html);
		if (words == null || words.length() <= longest) {
			return words;
		}
		int end = words.lastIndexOf(' ', longest - ELLIPSIS.length());
		String kept = words.substring(0, (end > 0) ? end : longest - ELLIPSIS.length());
		return (Character.isHighSurrogate(kept.charAt(kept.length() - 1)) ? kept.substring(0, kept.length() - 1) : kept)
				+ ELLIPSIS;
	}

	/**
	 * Plain text as HTML: blank lines separate paragraphs, nothing in it is markup.
	 * @param text plain text
	 * @return HTML
	 */
	public static String paragraphs(String text) {
		return Arrays.stream(BLANK_LINES.split(text.strip()))
			.filter((paragraph) -> !paragraph.isBlank())
			.map((paragraph) -> "<p>" + HtmlUtils.htmlEscape(paragraph.strip()).replaceAll("\\R", "<br>") + "</p>")
			.collect(Collectors.joining("\n"));
	}

	/**
	 * HTML as it is, and plain text as paragraphs, where a source does not say which of
	 * them it sends.
	 * @param body HTML or text
	 * @return HTML
	 */
	public static String html(String body) {
		return TAG.matcher(body).find() ? body : paragraphs(HtmlUtils.htmlUnescape(body));
	}

	/** Collects what is not markup; what scripts and styles contain are no words. */
	private static final class Words implements HtmlSanitizer.Policy {

		private static final Set<String> INLINE = Set.of("a", "abbr", "b", "big", "cite", "code", "del", "em", "font",
				"i", "ins", "kbd", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u",
				"wbr");

		private static final Set<String> WORDLESS = Set.of("script", "style", "noscript", "template", "iframe",
				"object");

		private final StringBuilder text = new StringBuilder();

		private int wordless;

		@Override
		public void openDocument() {
		}

		@Override
		public void closeDocument() {
		}

		@Override
		public void openTag(String element, List<String> attributes) {
			this.wordless += WORDLESS.contains(element) ? 1 : 0;
			separate(element);
		}

		@Override
		public void closeTag(String element) {
			this.wordless -= (this.wordless > 0 && WORDLESS.contains(element)) ? 1 : 0;
			separate(element);
		}

		@Override
		public void text(String words) {
			if (this.wordless == 0) {
				this.text.append(words);
			}
		}

		private void separate(String element) {
			if (!INLINE.contains(element)) {
				this.text.append(' ');
			}
		}

	}

}
