package io.broadsheet.trending.intake;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import io.broadsheet.events.ArticleViewed;
import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.EventType;
import io.broadsheet.events.Timestamp;
import io.broadsheet.events.UnreadableEventException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Reads views that look like the one before, which takes a fraction of what the codec
 * does, and there are more views than anything else. The headers that are the same for
 * all are those that the codec accepted before; whatever else looks unusual is left to
 * the codec. Not for several threads at once.
 */
final class ViewReader {

	private static final String ID = "ce_id";

	private static final String SUBJECT = "ce_subject";

	private static final String TIME = "ce_time";

	private final JsonFactory json = JsonFactory.builder().recyclerPool(JsonRecyclerPools.threadLocalPool()).build();

	private final EventCodec codec;

	private Map<String, byte[]> accepted = Map.of();

	ViewReader(EventCodec codec) {
		this.codec = codec;
	}

	/**
	 * Reads an event, which should be a view.
	 * @param headers the record's headers
	 * @param value the record's value
	 * @return the event; null if it is of a type that this version does not know
	 * @throws UnreadableEventException as the codec does
	 */
	@Nullable Event read(Headers headers, byte @Nullable [] value) throws UnreadableEventException {
		if (value != null && isUsual(headers)) {
			@Nullable Event view = view(value, headers.lastHeader(TIME).value());
			if (view != null) {
				return view;
			}
		}
		@Nullable Event event = this.codec.read(headers, value).orElse(null);
		if (event != null && event.type() == EventType.ARTICLE_VIEWED) {
			this.accepted = constant(headers);
		}
		return event;
	}

	private static boolean isOfProtocol(String name) {
		return name.startsWith("ce_") || name.equalsIgnoreCase("content-type");
	}

	private static boolean isOfOne(String name) {
		return name.equals(ID) || name.equals(SUBJECT) || name.equals(TIME);
	}

	private static Map<String, byte[]> constant(Headers headers) {
		Map<String, byte[]> constant = new HashMap<>();
		for (Header header : headers) {
			if (isOfProtocol(header.key()) && !isOfOne(header.key())) {
				constant.put(header.key(), header.value());
			}
		}
		return constant;
	}

	private boolean isUsual(Headers headers) {
		int constants = 0;
		int own = 0;
		for (Header header : headers) {
			String name = header.key();
			if (isOfOne(name)) {
				own += (header.value() != null && header.value().length > 0) ? 1 : 0;
			}
			else if (isOfProtocol(name)) {
				if (!Arrays.equals(this.accepted.get(name), header.value())) {
					return false;
				}
				constants++;
			}
		}
		return own == 3 && constants > 0 && constants == this.accepted.size();
	}

	/** Its time is that of the headers, letter by letter, so that one check is enough. */
	private @Nullable Event view(byte[] value, byte[] time) {
		@Nullable String articleId = null;
		@Nullable String visitor = null;
		@Nullable String at = null;
		@Nullable String referrer = null;
		try (JsonParser parser = this.json.createParser(ObjectReadContext.empty(), value)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				return null;
			}
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				if (parser.nextToken() != JsonToken.VALUE_STRING) {
					return null;
				}
				switch (name) {
					case "articleId" -> articleId = parser.getString();
					case "visitor" -> visitor = parser.getString();
					case "at" -> at = parser.getString();
					case "referrer" -> referrer = parser.getString();
				}
			}
			if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
				return null;
			}
		}
		catch (JacksonException ex) {
			return null;
		}
		if (articleId == null || visitor == null || at == null
				|| !at.equals(new String(time, StandardCharsets.UTF_8))) {
			return null;
		}
		try {
			return new ArticleViewed(articleId, visitor, Timestamp.parse(at), referrer);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
