package io.broadsheet.catalog.search.text;

import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;

import org.springframework.web.util.HtmlUtils;

/**
 * Writes passages as safe HTML. Finds with nothing but space between them share a mark.
 */
class Marks extends PassageFormatter {

	private static final String ELLIPSIS = "…";

	@Override
	public String format(Passage[] passages, String content) {
		StringBuilder html = new StringBuilder();
		int end = 0;
		for (Passage passage : passages) {
			if (!html.isEmpty()) {
				html.append(' ');
			}
			if (passage.getStartOffset() > end) {
				html.append(ELLIPSIS).append(' ');
			}
			append(html, passage, content);
			end = passage.getEndOffset();
		}
		if (end < content.length()) {
			html.append(' ').append(ELLIPSIS);
		}
		return html.toString();
	}

	private static void append(StringBuilder html, Passage passage, String content) {
		StringBuilder result = new StringBuilder();
		int written = passage.getStartOffset();
		int i = 0;
		while (i < passage.getNumMatches()) {
			int start = Math.max(written, passage.getMatchStarts()[i]);
			int end = passage.getMatchEnds()[i];
			while (++i < passage.getNumMatches() && isNext(content, end, passage.getMatchStarts()[i])) {
				end = Math.max(end, passage.getMatchEnds()[i]);
			}
			end = Math.min(end, passage.getEndOffset());
			if (end > start) {
				result.append(escape(content, written, start));
				result.append("<mark>").append(escape(content, start, end)).append("</mark>");
				written = end;
			}
		}
		result.append(escape(content, written, Math.max(written, passage.getEndOffset())));
		html.append(result.toString().strip());
	}

	private static boolean isNext(String content, int end, int start) {
		return start <= end || content.substring(end, start).isBlank();
	}

	private static String escape(String content, int start, int end) {
		return HtmlUtils.htmlEscape(content.substring(start, end), "UTF-8");
	}

}
