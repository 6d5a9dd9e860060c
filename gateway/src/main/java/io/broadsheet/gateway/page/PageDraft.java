package io.broadsheet.gateway.page;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.broadsheet.events.EventJson;
import io.broadsheet.gateway.page.part.Part;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.DigestUtils;

/**
 * A page while it is put together. Parts keep the form that their routes give them; a
 * part that is absent, or not as new as it should be, is named. Not thread-safe.
 */
final class PageDraft {

	private static final JsonMapper json = EventJson.mapper();

	private static final String ITEMS = "items";

	private static final String DEGRADED = "degraded";

	private final ObjectNode page = json.createObjectNode();

	private final Set<String> degraded = new LinkedHashSet<>();

	private final Set<String> surrogateKeys = new HashSet<>();

	private boolean mayBeKept = true;

	/**
	 * The id of an article.
	 * @param article an article or its card
	 * @return its id; empty if it has none
	 */
	static String id(JsonNode article) {
		return article.path("id").asString("");
	}

	/**
	 * Puts a part into the page as it was received.
	 * @param name its name on the page
	 * @param part the part
	 */
	void put(String name, Part part) {
		JsonNode content = part.content();
		if (content != null) {
			this.page.set(name, content);
		}
		rely(name, part);
	}

	/**
	 * Puts an object into the page that was made of a part, unless that is not there.
	 * @param name its name on the page
	 * @param source what it was made of
	 * @param content what to put
	 */
	void put(String name, Part source, JsonNode content) {
		if (source.content() != null) {
			this.page.set(name, content);
		}
		rely(name, source);
	}

	/**
	 * Notes that the page depends on what a part shows, and how good that is.
	 * @param name the part's name on the page
	 * @param part the part
	 */
	void rely(String name, Part part) {
		JsonNode content = part.content();
		if (content == null || part.stale() || content.path(DEGRADED).booleanValue(false)) {
			this.degraded.add(name);
		}
		if (part.surrogateKeys() != null) {
			this.surrogateKeys.addAll(part.surrogateKeys());
		}
		else if (content != null) {
			// nobody would know when to purge the page
			this.mayBeKept = false;
		}
	}

	/**
	 * Notes that the page shows articles, for those whose list does not say so itself.
	 * @param articles the articles
	 */
	void shows(List<JsonNode> articles) {
		articles.forEach((article) -> this.surrogateKeys.add("article:" + id(article)));
	}

	/**
	 * Makes a list in the form that all lists have.
	 * @param items its items
	 * @return the list
	 */
	static ObjectNode list(List<? extends JsonNode> items) {
		ObjectNode list = json.createObjectNode();
		list.putArray(ITEMS).addAll(items);
		return list;
	}

	boolean isEmpty() {
		return this.page.isEmpty();
	}

	/**
	 * Ends the page. Nobody is to keep one that is degraded for longer than needed.
	 * @return the answer
	 */
	PageAnswer finish() {
		ArrayNode names = this.page.putArray(DEGRADED);
		this.degraded.forEach(names::add);
		byte[] body = json.writeValueAsBytes(this.page);
		Map<String, String> headers = new TreeMap<>();
		headers.put(HttpHeaders.CONTENT_TYPE, "application/json");
		headers.put(HttpHeaders.ETAG, '"' + DigestUtils.md5DigestAsHex(body) + '"');
		if (!this.mayBeKept) {
			headers.put(HttpHeaders.CACHE_CONTROL, "no-cache");
		}
		else if (!this.degraded.isEmpty()) {
			headers.put(HttpHeaders.CACHE_CONTROL, "max-age=1");
		}
		return new PageAnswer(HttpStatus.OK, headers, body, this.mayBeKept ? Set.copyOf(this.surrogateKeys) : null);
	}

}
