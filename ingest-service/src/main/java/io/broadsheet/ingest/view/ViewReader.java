package io.broadsheet.ingest.view;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

import io.broadsheet.events.ArticleViewed;
import io.broadsheet.ingest.audience.Sender;
import io.broadsheet.ingest.audience.VisitorHash;
import io.broadsheet.ingest.field.ArticleId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads one view out of a request.
 */
final class ViewReader {

	private static final String MALFORMED = "malformed";

	private static final String BOT = "bot";

	private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cc}\\p{Cs}]++");

	private static final int SECONDS_PER_MINUTE = 60;

	private static final int LONGEST_TEXT = 2000;

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
	 * @throws RejectedViewException if it is none, a robot's, or of another time
	 */
	ArticleViewed read(JsonNode view, Sender sender) throws RejectedViewException {
		if (sender.robot()) {
			throw new RejectedViewException(BOT);
		}
		String articleId = text(view, "articleId");
		if (articleId == null || !ArticleId.matches(articleId)) {
			throw new RejectedViewException(MALFORMED);
		}
		String identity = identity(text(view, "visitor"), sender);
		String referrer = referrer(view);
		OffsetDateTime at = at(text(view, "at"));
		return new ArticleViewed(articleId, this.hash.ofDay(identity, at.toInstant()), at, referrer);
	}

	/** Every browser names itself, so what names neither itself nor a visitor is none. */
	private static String identity(@Nullable String visitor, Sender sender) throws RejectedViewException {
		String identity = (visitor != null) ? Sender.named(visitor) : sender.identity();
		if (identity == null) {
			throw new RejectedViewException((visitor != null) ? MALFORMED : BOT);
		}
		return identity;
	}

	/** A browser's is empty for who comes from nowhere. */
	private static @Nullable String referrer(JsonNode view) throws RejectedViewException {
		JsonNode referrer = view.get("referrer");
		return (referrer != null && referrer.isString() && referrer.asString().isEmpty()) ? null
				: text(view, "referrer");
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
			OffsetDateTime at = OffsetDateTime.parse(text).truncatedTo(ChronoUnit.MILLIS);
			if (at.getOffset().getTotalSeconds() % SECONDS_PER_MINUTE == 0) {
				return at;
			}
		}
		catch (DateTimeException ex) {
			// told below, like an offset with seconds, which only Java knows
		}
		throw new RejectedViewException(MALFORMED);
	}

	/** Half a character, which JSON can escape, can't be written to the log. */
	private static @Nullable String text(JsonNode view, String field) throws RejectedViewException {
		JsonNode value = view.get(field);
		if (value == null || value.isNull()) {
			return null;
		}
		if (!value.isString() || value.asString().length() > LONGEST_TEXT
				|| !PRINTABLE.matcher(value.asString()).matches()) {
			throw new RejectedViewException(MALFORMED);
		}
		return value.asString();
	}

}
