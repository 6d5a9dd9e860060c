package io.broadsheet.trending.stores;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.broadsheet.events.ArticleCard;
import io.broadsheet.events.EventJson;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a card as it was written before: the same card stands in dozens of lists, which
 * are told again and again.
 */
final class CardSerializer extends ValueSerializer<ArticleCard> {

	private static final JsonMapper json = EventJson.mapper();

	/** Weak keys are told apart by identity, which costs less than comparing cards. */
	private final LoadingCache<ArticleCard, SerializableString> written = Caffeine.newBuilder()
		.weakKeys()
		.executor(Runnable::run)
		.build((card) -> new SerializedString(json.writeValueAsString(card)));

	@Override
	public void serialize(ArticleCard card, JsonGenerator generator, SerializationContext context) {
		generator.writeRawValue(this.written.get(card));
	}

}
