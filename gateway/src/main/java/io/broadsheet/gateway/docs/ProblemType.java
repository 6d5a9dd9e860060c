package io.broadsheet.gateway.docs;

import java.util.List;

import org.springframework.web.util.HtmlUtils;

/**
 * What a type of problem means, in words for who develops a client.
 *
 * @param name the last part of its URI
 * @param statuses the HTTP statuses that it comes with
 * @param title one line
 * @param description what it means, and what helps
 */
record ProblemType(String name, List<String> statuses, String title, String description) {

	private static final String PAGE = """
			<!doctype html>
			<html lang="en">
			<head><meta charset="utf-8"><title>%1$s</title></head>
			<body>
			<h1>%1$s</h1>
			<p>%2$s</p>
			<p>Type <code>/problems/%3$s</code>, status %4$s. <a href="/docs/index.html">All of the API</a></p>
			</body>
			</html>
			""";

	ProblemType {
		statuses = List.copyOf(statuses);
	}

	/**
	 * The page that the type's URI leads to.
	 * @return HTML
	 */
	String page() {
		return PAGE.formatted(HtmlUtils.htmlEscape(this.title), HtmlUtils.htmlEscape(this.description),
				HtmlUtils.htmlEscape(this.name), String.join(" or ", this.statuses));
	}

}
