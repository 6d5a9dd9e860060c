package io.broadsheet.catalog.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.entry.CatalogEntry;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a batch of the log changes.
 */
class BatchPlanTests {

	@Test
	void theLastRevisionOfAnArticleIsTheOnlyOneThatIsWritten() {
		List<ArticleWrite> writes = BatchPlan.of(List.of(shown("a", 1), shown("b", 1), shown("a", 2)));
		assertThat(writes).containsExactlyInAnyOrder(new ArticleWrite.Advance(entry("a", 2)),
				new ArticleWrite.Advance(entry("b", 1)));
	}

	@Test
	void anEarlierRevisionThatIsToldAgainDoesNotReplaceALaterOne() {
		assertThat(BatchPlan.of(List.of(shown("a", 2), shown("a", 1))))
			.containsExactly(new ArticleWrite.Advance(entry("a", 2)));
	}

	@Test
	void aPurgeDeletesWhateverCameBeforeIt() {
		assertThat(BatchPlan.of(List.of(shown("a", 1), new ArticleChange.Purged("a"))))
			.containsExactly(new ArticleWrite.Delete("a"));
	}

	@Test
	void anArticleThatBeginsAnewAfterAPurgeIsWrittenOverAnyRevision() {
		assertThat(BatchPlan.of(List.of(shown("a", 7), new ArticleChange.Purged("a"), shown("a", 1))))
			.containsExactly(new ArticleWrite.Replace(entry("a", 1)));
	}

	/**
	 * The log is cut into batches by {@code cuts}, and after some of them the reader goes
	 * back to an earlier record, by {@code jumps}.
	 */
	@Property
	void anyBatchingAndAnyNumberOfReplaysGiveTheSameEntries(@ForAll("logs") List<ArticleChange> log,
			@ForAll("cuts") List<Integer> cuts, @ForAll("cuts") List<Integer> jumps) {
		Map<String, CatalogEntry> expected = new HashMap<>();
		for (ArticleChange change : log) {
			if (change instanceof ArticleChange.Stands stands) {
				expected.put(change.id(), stands.entry());
			}
			else {
				expected.remove(change.id());
			}
		}
		assertThat(replay(log, cuts, jumps)).isEqualTo(expected);
	}

	private static Map<String, CatalogEntry> replay(List<ArticleChange> log, List<Integer> cuts, List<Integer> jumps) {
		Map<String, CatalogEntry> stored = new HashMap<>();
		int position = 0;
		int step = 0;
		List<Integer> back = new ArrayList<>(jumps);
		while (position < log.size()) {
			int end = Math.min(log.size(), position + cuts.get(step++ % cuts.size()));
			BatchPlan.of(log.subList(position, end)).forEach((write) -> store(write, stored));
			position = back.isEmpty() ? end : Math.max(0, end - back.remove(0));
		}
		return stored;
	}

	/** What the database does with a write. */
	private static void store(ArticleWrite write, Map<String, CatalogEntry> stored) {
		if (write instanceof ArticleWrite.Delete) {
			stored.remove(write.id());
		}
		else if (write instanceof ArticleWrite.Replace replace) {
			stored.put(write.id(), replace.entry());
		}
		else {
			CatalogEntry entry = ((ArticleWrite.Advance) write).entry();
			stored.merge(write.id(), entry, (old, now) -> (now.revision() > old.revision()) ? now : old);
		}
	}

	@Provide
	Arbitrary<List<Integer>> cuts() {
		return Arbitraries.integers().between(1, 9).list().ofMinSize(1).ofMaxSize(12);
	}

	/** Each article's revisions grow by one; after a purge it begins anew. */
	@Provide
	Arbitrary<List<ArticleChange>> logs() {
		return Arbitraries.integers().between(0, 3 * 10 - 1).list().ofMaxSize(40).map(BatchPlanTests::legal);
	}

	private static List<ArticleChange> legal(List<Integer> choices) {
		Map<String, Long> revisions = new HashMap<>();
		List<ArticleChange> log = new ArrayList<>();
		for (int choice : choices) {
			String id = "article-" + choice % 3;
			int kind = choice / 3;
			if (kind == 0 && revisions.containsKey(id)) {
				revisions.remove(id);
				log.add(new ArticleChange.Purged(id));
				continue;
			}
			long revision = revisions.merge(id, 1L, Long::sum);
			boolean withdrawn = kind == 1 && revision > 1;
			log.add(withdrawn ? new ArticleChange.Stands(new CatalogEntry.Withdrawn(Articles.withdrawn(id, revision)))
					: shown(id, revision));
		}
		return log;
	}

	private static ArticleChange shown(String id, long revision) {
		return new ArticleChange.Stands(entry(id, revision));
	}

	private static CatalogEntry entry(String id, long revision) {
		return new CatalogEntry.Published(Articles.article(id, revision));
	}

}
