package io.broadsheet.ingest.newsroom;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.broadsheet.events.EventJson;
import io.broadsheet.events.Timestamp;
import io.broadsheet.ingest.ledger.LedgerEntry;
import io.broadsheet.ingest.ledger.Purged;
import io.broadsheet.ingest.ledger.Revision;
import io.broadsheet.ingest.ledger.Scheduled;
import io.broadsheet.ingest.ledger.Standing;
import io.broadsheet.ingest.ledger.Withdrawn;
import io.broadsheet.ingest.ledger.Withheld;
import io.broadsheet.ingest.ledger.stream.LedgerReader;
import io.broadsheet.ingest.problem.Problem;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpStatus;

/**
 * What editors see of the articles that this instance decides about. All methods block.
 */
final class Newsroom {

	/** A revision. */
	static final Pattern REVISION_KEY = Pattern.compile("[1-9][0-9]{0,17}");

	/** A time in milliseconds, and an article's id. */
	static final Pattern SCHEDULE_KEY = Pattern.compile("[0-9]{1,15}/[\\x21-\\x7e]{1,100}");

	private final JsonMapper json = EventJson.mapper();

	private final LedgerReader ledger;

	Newsroom(LedgerReader ledger) {
		this.ledger = ledger;
	}

	/**
	 * How an article stands: an article as readers get it, and its state.
	 * @param articleId the article
	 * @return the article, with the entry's revision and state
	 */
	ObjectNode article(String articleId) {
		LedgerEntry entry = entry(articleId);
		return describe(articleId, entry.standing(), entry.revision());
	}

	/**
	 * The history of an article.
	 * @param articleId the article
	 * @param query which part of it; the key is a revision
	 * @return revisions, the newest first, each with the text since
	 */
	Page revisions(String articleId, PageQuery query) {
		entry(articleId);
		long before = (query.after() != null) ? Long.parseLong(query.after()) : Long.MAX_VALUE;
		List<Revision> revisions = this.ledger.revisions(articleId, before, query.limit());
		long last = revisions.isEmpty() ? 1 : revisions.get(revisions.size() - 1).revision();
		return new Page(revisions.stream().map((revision) -> describe(articleId, revision)).toList(),
				(last > 1) ? PageQuery.cursor(String.valueOf(last)) : null);
	}

	/**
	 * The schedule of this instance.
	 * @param query which part of it; the key is a time and an id
	 * @return what will be published, the soonest first
	 */
	Page scheduled(PageQuery query) {
		String after = query.after();
		Instant from = (after != null) ? Instant.ofEpochMilli(Long.parseLong(after.substring(0, after.indexOf('/'))))
				: Instant.EPOCH;
		List<ObjectNode> items = this.ledger.scheduled(from)
			.stream()
			.map((entry) -> describe(entry.articleId(), entry.standing(), entry.revision()))
			.filter((item) -> after == null || ScheduleOrder.isAfter(item, after))
			.map((item) -> item.remove(List.of("body", "images")))
			.toList();
		return ScheduleOrder.page(items, query.limit(), false);
	}

	private LedgerEntry entry(String articleId) {
		LedgerEntry entry = this.ledger.entry(articleId)
			.orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is no article " + articleId));
		if (entry.standing() instanceof Purged) {
			throw Problem.of(HttpStatus.GONE, "purged", "The article is gone: it was purged",
					Map.of("currentRevision", entry.revision()));
		}
		return entry;
	}

	private ObjectNode describe(String articleId, Revision revision) {
		ObjectNode node = this.json.createObjectNode();
		node.put("revision", revision.revision());
		node.putPOJO("at", revision.at());
		if (revision.by() != null) {
			node.put("by", revision.by());
		}
		node.put("change", revision.change());
		node.set("article", describe(articleId, revision.standing(), revision.revision()));
		return node;
	}

	private ObjectNode describe(String articleId, Standing standing, long revision) {
		ObjectNode node = this.json.createObjectNode();
		node.put("id", articleId);
		standing.text().ifPresent((article) -> node.setAll(this.json.<ObjectNode>valueToTree(article)));
		node.put("revision", revision);
		node.put("state", standing.name());
		if (standing instanceof Scheduled scheduled) {
			plan(node, scheduled.publishAt());
		}
		if (standing instanceof Withdrawn withdrawn) {
			withdrawal(node, withdrawn.at(), withdrawn.reason(), withdrawn.bySource());
			if (withdrawn.publishAt() != null) {
				plan(node, withdrawn.publishAt());
			}
		}
		if (standing instanceof Withheld withheld) {
			withdrawal(node, withheld.at(), withheld.reason(), true);
		}
		return node;
	}

	private static void withdrawal(ObjectNode node, OffsetDateTime at, String reason, boolean bySource) {
		ObjectNode withdrawal = node.putObject("withdrawal");
		withdrawal.putPOJO("at", at);
		withdrawal.put("reason", reason);
		withdrawal.put("bySource", bySource);
	}

	/** What no reader has seen was not published at any time yet. */
	private static void plan(ObjectNode node, OffsetDateTime publishAt) {
		node.remove("publishedAt");
		node.put("publishAt", Timestamp.write(publishAt));
	}

}
