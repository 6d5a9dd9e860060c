package io.broadsheet.catalog.representation;

import java.util.Set;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * What is left of HTML to read when its markup is gone: words, with an empty line between
 * blocks, and a line for each item, row or break.
 */
final class PlainText implements NodeVisitor {

	private static final Set<String> LINES = Set.of("li", "tr", "dt", "dd");

	private final StringBuilder text = new StringBuilder();

	private PlainText() {
	}

	static String of(String html) {
		PlainText visitor = new PlainText();
		Jsoup.parseBodyFragment(html).body().traverse(visitor);
		return visitor.text.toString().strip();
	}

	@Override
	public void head(Node node, int depth) {
		if (node instanceof TextNode words) {
			append(words.text());
		}
		else if (node instanceof Element element) {
			separate(element);
		}
	}

	@Override
	public void tail(Node node, int depth) {
		if (node instanceof Element element && !element.nameIs("br")) {
			separate(element);
		}
	}

	private void separate(Element element) {
		if (element.nameIs("br")) {
			breakLine();
		}
		else if (LINES.contains(element.normalName())) {
			endLines(1);
		}
		else if (element.nameIs("td") || element.nameIs("th")) {
			append(" ");
		}
		else if (element.isBlock()) {
			endLines(2);
		}
	}

	private void append(String words) {
		this.text.append(endsWithBlank() ? words.stripLeading() : words);
	}

	private void breakLine() {
		trim();
		this.text.append('\n');
	}

	/** Ends the line, and leaves at least as many line ends as asked for. */
	private void endLines(int least) {
		trim();
		int ends = 0;
		while (ends < this.text.length() && this.text.charAt(this.text.length() - 1 - ends) == '\n') {
			ends++;
		}
		if (ends < this.text.length()) {
			this.text.append("\n".repeat(Math.max(0, least - ends)));
		}
	}

	private void trim() {
		while (!this.text.isEmpty() && this.text.charAt(this.text.length() - 1) == ' ') {
			this.text.setLength(this.text.length() - 1);
		}
	}

	private boolean endsWithBlank() {
		return this.text.isEmpty() || Character.isWhitespace(this.text.charAt(this.text.length() - 1));
	}

}
