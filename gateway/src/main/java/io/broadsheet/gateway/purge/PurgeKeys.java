package io.broadsheet.gateway.purge;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import io.broadsheet.events.ArticleApplied;
import io.broadsheet.events.CollectionApplied;
import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.EventType;
import io.broadsheet.events.Topic;
import io.broadsheet.events.UnreadableEventException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads from records what is no longer true.
 */
final class PurgeKeys {

	/** The topics to listen to. */
	static final Set<Topic> TOPICS = Set.of(Topic.ARTICLE_RECEIPTS, Topic.RANKINGS, Topic.ARTICLES);

	private static final String RANKING = "ranking:";

	private static final String ARTICLE = "article:";

	private static final byte[] WITHDRAWN = EventType.ARTICLE_WITHDRAWN.wireName().getBytes(StandardCharsets.UTF_8);

	private final EventCodec codec = new EventCodec("gateway");

	/**
	 * Reads a record. Of a ranking and of an article the key says it all: the whole need
	 * not be read. An article that is withdrawn or purged is not waited for until the
	 * catalog, which may be away, says that it has done so.
	 * @param record a record of one of the topics
	 * @return what to purge
	 * @throws UnreadableEventException if it can't be read
	 */
	Collection<String> of(ConsumerRecord<@Nullable String, byte @Nullable []> record) throws UnreadableEventException {
		if (record.topic().equals(Topic.RANKINGS.topicName())) {
			String list = record.key();
			return (list != null) ? List.of(RANKING + list, RANKING + list.split("/", 2)[0]) : List.of();
		}
		if (record.topic().equals(Topic.ARTICLES.topicName())) {
			return isTakenAway(record) ? List.of(ARTICLE + record.key()) : List.of();
		}
		return this.codec.read(record.headers(), record.value()).map(PurgeKeys::keys).orElse(List.of());
	}

	private static boolean isTakenAway(ConsumerRecord<?, byte @Nullable []> record) {
		Header type = record.headers().lastHeader("ce_type");
		return record.value() == null || (type != null && Arrays.equals(type.value(), WITHDRAWN));
	}

	private static List<String> keys(Event event) {
		if (event instanceof ArticleApplied applied) {
			return applied.surrogateKeys();
		}
		return (event instanceof CollectionApplied applied) ? applied.surrogateKeys() : List.of();
	}

}
