package io.broadsheet.trending.reactions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.broadsheet.events.ArticleReacted;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The last word of each reader on each article and kind. What is last is decided by the
 * events' own time, so it does not matter in which order they come; of two of the same
 * moment, the one that takes back is the last.
 */
public final class Reactions {

	private final KeyValueStore<String, Long> last;

	/**
	 * Looks after a store.
	 * @param last the last word by article, kind and visitor: its milliseconds since
	 * 1970, twice, and one more if it took the reaction back
	 */
	public Reactions(KeyValueStore<String, Long> last) {
		this.last = last;
	}

	/**
	 * Decides what an event changes, and remembers it.
	 * @param event a reader gave a reaction or took it back
	 * @return what changes
	 */
	public ReactionChange decide(ArticleReacted event) {
		String key = prefix(event.articleId()) + event.kind().wireName() + '\0' + event.visitor();
		long word = 2 * event.at().toInstant().toEpochMilli() + (event.given() ? 0 : 1);
		@Nullable Long before = this.last.get(key);
		if (before != null && before > word) {
			return new ReactionChange(true, null, null);
		}
		this.last.put(key, word);
		return new ReactionChange(false, given(before), given(word));
	}

	/**
	 * Looks which reactions to an article stand.
	 * @param articleId the article
	 * @return when each of them was given
	 */
	public List<Instant> standing(String articleId) {
		List<Instant> given = new ArrayList<>();
		try (KeyValueIterator<String, Long> words = this.last.prefixScan(prefix(articleId), new StringSerializer())) {
			words.forEachRemaining((word) -> Stream.ofNullable(given(word.value)).forEach(given::add));
		}
		return given;
	}

	/**
	 * Forgets what readers said of an article.
	 * @param articleId the article
	 */
	public void forget(String articleId) {
		List<String> keys = new ArrayList<>();
		try (KeyValueIterator<String, Long> words = this.last.prefixScan(prefix(articleId), new StringSerializer())) {
			words.forEachRemaining((word) -> keys.add(word.key));
		}
		keys.forEach(this.last::delete);
	}

	private static @Nullable Instant given(@Nullable Long word) {
		return (word != null && word % 2 == 0) ? Instant.ofEpochMilli(word / 2) : null;
	}

	private static String prefix(String articleId) {
		return articleId + '\0';
	}

}
