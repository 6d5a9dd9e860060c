package io.broadsheet.ingest.view;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

import io.broadsheet.events.ArticleViewed;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads one view out of a request.
 */
final class ViewReader {

	private static final Pattern ARTICLE_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

	private static final int LONGEST_VISITOR = 64;

	private static final int LONGEST_REFERRER = 2000;

	private final ViewSettings settings;

	private final VisitorHash hash;

	private final Clock clock;

	ViewReader(ViewSettings settings, VisitorHash hash, Clock clock) {
		this.settings = settings;
		this.hash = hash;
		this.clock = clock;
	}

	/**
	 * Reads a view.
	 * @param view {@code {articleId, visitor?, at?, referrer?}}
	 * @param sender who sent it, for a view that does not name its visitor
	 * @return the event
	 * @throws RejectedViewException if it is none, or of another time
	 */
	ArticleViewed read(JsonNode view, String sender) throws RejectedViewException {
		String articleId = text(view, "articleId", LONGEST_VISITOR);
		if (articleId == null || !ARTICLE_ID.matcher(articleId).matches()) {
			throw new RejectedViewException("malformed");
		}
		String visitor = text(view, "visitor", LONGEST_VISITOR);
		String referrer = text(view, "referrer", LONGEST_REFERRER);
		OffsetDateTime at = at(text(view, "at", LONGEST_VISITOR));
		return new ArticleViewed(articleId, this.hash.of((visitor != null) ? "id:" + visitor : sender, at.toInstant()),
				at, referrer);
	}

	private OffsetDateTime at(@Nullable String text) throws RejectedViewException {
		Instant now = this.clock.instant();
		if (text == null) {
			return now.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
		}
		OffsetDateTime at = parse(text);
		if (at.toInstant().isBefore(now.minus(this.settings.maxAge()))) {
			throw new RejectedViewException("too-old");
		}
		if (at.toInstant().isAfter(now.plus(this.settings.maxAhead()))) {
			throw new RejectedViewException("in-future");
		}
		return at;
	}

	private static OffsetDateTime parse(String text) throws RejectedViewException {
		try {
			return OffsetDateTime.parse(text).truncatedTo(ChronoUnit.MILLIS);
		}
		catch (DateTimeException ex) {
			throw new RejectedViewException("malformed");
		}
	}

	private static @Nullable String text(JsonNode view, String field, int longest) throws RejectedViewException {
		JsonNode value = view.get(field);
		if (value == null || value.isNull()) {
			return null;
		}
		if (!value.isString() || value.asString().isEmpty() || value.asString().length() > longest) {
			throw new RejectedViewException("malformed");
		}
		return value.asString();
	}

}
