package io.broadsheet.trending.reactions;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.broadsheet.events.ArticleReacted;
import io.broadsheet.events.ReactionKind;
import io.broadsheet.trending.stores.InMemoryStores;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which reactions stand.
 */
class ReactionsTests {

	private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00Z");

	private final KeyValueStore<String, Long> store = store();

	private final Reactions reactions = new Reactions(this.store);

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void theLastByItsOwnTimeStandsInWhateverOrderTheyCome(long seed) {
		Random random = new Random(seed);
		List<ArticleReacted> events = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			events.add(reacted("v" + random.nextInt(4), random.nextBoolean(), random.nextInt(40)));
		}
		Map<String, OffsetDateTime> standing = new HashMap<>();
		events.stream()
			.sorted(Comparator.comparing(ArticleReacted::at).thenComparing((event) -> event.given() ? 0 : 1))
			.forEach((event) -> {
				standing.remove(event.visitor());
				if (event.given()) {
					standing.put(event.visitor(), event.at());
				}
			});
		Collections.shuffle(events, random);
		Map<String, OffsetDateTime> decided = new HashMap<>();
		int number = 0;
		for (ArticleReacted event : events) {
			ReactionChange change = this.reactions.decide(event);
			number += change.difference();
			if (!change.outdated()) {
				assertThat(decided.get(event.visitor()))
					.isEqualTo((change.before() != null) ? change.before().atOffset(NOON.getOffset()) : null);
				decided.remove(event.visitor());
				if (change.after() != null) {
					decided.put(event.visitor(), change.after().atOffset(NOON.getOffset()));
				}
			}
		}
		assertThat(decided).isEqualTo(standing);
		assertThat(number).isEqualTo(standing.size());
	}

	@Test
	void whatReadersSaidOfAPurgedArticleIsForgottenAndNothingElse() {
		this.reactions.decide(new ArticleReacted("a", "v", ReactionKind.LIKE, true, NOON));
		this.reactions.decide(new ArticleReacted("a", "v", ReactionKind.WOW, true, NOON));
		this.reactions.decide(new ArticleReacted("ab", "v", ReactionKind.LIKE, true, NOON));
		this.reactions.forget("a");
		assertThat(this.store.approximateNumEntries()).isEqualTo(1);
		assertThat(this.reactions.decide(new ArticleReacted("a", "v", ReactionKind.LIKE, true, NOON)).difference())
			.isEqualTo(1);
	}

	private static ArticleReacted reacted(String visitor, boolean given, int seconds) {
		return new ArticleReacted("a", visitor, ReactionKind.LIKE, given, NOON.plusSeconds(seconds));
	}

	private static KeyValueStore<String, Long> store() {
		KeyValueStore<String, Long> store = InMemoryStores.store("reactions", Serdes.String(), Serdes.Long())
			.withLoggingDisabled()
			.build();
		MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
		store.init(context.getStateStoreContext(), store);
		return store;
	}

}
