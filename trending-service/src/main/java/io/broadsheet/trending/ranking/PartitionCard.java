package io.broadsheet.trending.ranking;

import io.broadsheet.events.ArticleCard;
import io.broadsheet.trending.stores.InMemoryStores;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What lists show of an article, told once and not with each place of each list.
 *
 * @param articleId the article
 * @param card its card; null if it stands in no list any more
 */
public record PartitionCard(String articleId, @Nullable ArticleCard card) implements PartitionTelling {

	static final byte FORMAT = '{';

	@Override
	public byte[] toBytes() {
		return InMemoryStores.json().writeValueAsBytes(this);
	}

	static PartitionCard of(byte[] bytes) {
		try {
			return InMemoryStores.json().readValue(bytes, PartitionCard.class);
		}
		catch (JacksonException ex) {
			throw new SerializationException("A card can't be read", ex);
		}
	}

}
