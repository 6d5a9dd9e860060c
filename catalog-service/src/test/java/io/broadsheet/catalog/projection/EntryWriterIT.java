package io.broadsheet.catalog.projection;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.TestMongo;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.EntryIndexes;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writing to a database.
 */
class EntryWriterIT {

	private final TestMongo mongo = new TestMongo();

	private final EntryDocuments documents = new EntryDocuments(ZoneId.of("Asia/Ho_Chi_Minh"));

	private final EntryWriter writer = new EntryWriter(this.mongo.template(), this.documents,
			EntryDocuments.COLLECTION);

	@AfterEach
	void drop() {
		this.mongo.close();
	}

	@Test
	void onlyALaterRevisionReplacesAnEntry() {
		assertThat(write(advance("a", 2)).stale()).isEmpty();
		assertThat(write(advance("a", 1), advance("b", 1)).stale()).isEqualTo(Set.of("a"));
		assertThat(write(advance("b", 1), advance("a", 2)).stale()).isEqualTo(Set.of("a", "b"));
		assertThat(write(advance("a", 3)).stale()).isEmpty();
		assertThat(revisions()).isEqualTo(Map.of("a", 3L, "b", 1L));
	}

	@Test
	void anEntryThatBeginsAnewReplacesAnyRevision() {
		write(advance("a", 9));
		assertThat(write(new ArticleWrite.Replace(entry("a", 1))).stale()).isEmpty();
		assertThat(revisions()).isEqualTo(Map.of("a", 1L));
	}

	@Test
	void aDeletedEntryLeavesNothing() {
		write(advance("a", 1), advance("b", 1));
		write(new ArticleWrite.Delete("a"), new ArticleWrite.Delete("never-was"));
		assertThat(revisions()).isEqualTo(Map.of("b", 1L));
	}

	@Test
	void whatStoodBeforeIsKnownInOneQuestion() {
		write(advance("a", 1));
		assertThat(this.writer.stored(Set.of("a", "b")))
			.isEqualTo(Map.of("a", new StoredEntry("a", 1, "transport", List.of("tram", "city-hall"))));
	}

	@Test
	void whatBeginsWithABatchIsNotLookedFor() {
		write(advance("a", 1), advance("b", 1), advance("c", 1));
		assertThat(this.writer
			.before(List.of(advance("a", 1), advance("b", 2), new ArticleWrite.Delete("c"), advance("d", 7))))
			.containsOnlyKeys("b", "c");
	}

	@Test
	void anArticleThatBeginsAgainIsHeldAgainstWhatIsThere() {
		write(advance("same", 1), advance("later", 3));
		AppliedBatch again = write(advance("same", 1), advance("later", 1), advance("new", 1));
		assertThat(again.stale()).isEqualTo(Set.of("same", "later"));
		assertThat(again.isSettled()).isTrue();
		assertThat(again.receipts(Map.of())).extracting(AppliedBatch.Receipt::id).containsExactly("same", "new");
		assertThat(revisions()).isEqualTo(Map.of("same", 1L, "later", 3L, "new", 1L));
	}

	@Test
	void whatCameMeanwhileIsFound() {
		List<ArticleWrite> writes = List.of(advance("older", 4), advance("newer", 4));
		Map<String, StoredEntry> before = this.writer.before(writes);
		write(advance("older", 2), advance("newer", 6));
		AppliedBatch batch = this.writer.write(writes, before);
		assertThat(batch.stale()).isEqualTo(Set.of("older", "newer"));
		assertThat(batch.isSettled()).as("the older one has to be replaced yet").isFalse();
		assertThat(batch.before()).extractingFromEntries((entry) -> entry.getValue().revision())
			.containsExactlyInAnyOrder(2L, 6L);
	}

	@Test
	void aShuffledLogEndsWithTheLastRevisions() {
		Random random = new Random(20260301);
		for (int round = 0; round < 40; round++) {
			List<ArticleChange> batch = LongStream.rangeClosed(1, 1 + random.nextInt(8))
				.mapToObj((i) -> (ArticleChange) new ArticleChange.Stands(
						entry("a" + random.nextInt(4), 1 + random.nextInt(20))))
				.toList();
			write(BatchPlan.of(batch));
		}
		List<ArticleChange> last = List.of(stands("a0"), stands("a1"), stands("a2"), stands("a3"));
		write(BatchPlan.of(last));
		assertThat(revisions().values()).containsOnly(21L);
	}

	@Test
	void anEntryIsReadAsItWasWritten() {
		CatalogEntry entry = entry("a", 2);
		write(new ArticleWrite.Advance(entry));
		Document stored = this.mongo.template().findById("a", Document.class, EntryDocuments.COLLECTION).block();
		assertThat(stored).isNotNull();
		assertThat(stored.getString("publishedDay")).isEqualTo("2026-03-01");
		assertThat(this.documents.read(stored)).isEqualTo(entry);
	}

	@Test
	void theIndexesAreCreatedOnceAndAgain() {
		EntryIndexes indexes = new EntryIndexes(this.mongo.template());
		indexes.ensure().block();
		indexes.ensure().block();
		List<Document> found = this.mongo.template()
			.getCollection(EntryDocuments.COLLECTION)
			.flatMapMany((articles) -> articles.listIndexes())
			.collectList()
			.block();
		assertThat(found).extracting((index) -> index.get("key", Document.class).keySet().toString())
			.contains("[state, publishedAt, _id]", "[state, section, publishedAt, _id]", "[state, tagLine]", "[slug]",
					"[aliases]");
	}

	private AppliedBatch write(ArticleWrite... writes) {
		return write(List.of(writes));
	}

	private AppliedBatch write(List<ArticleWrite> writes) {
		return this.writer.write(writes, this.writer.before(writes));
	}

	private Map<String, Long> revisions() {
		return this.mongo.template()
			.findAll(Document.class, EntryDocuments.COLLECTION)
			.collectMap((found) -> found.getString("_id"), (found) -> found.getLong("revision"))
			.block();
	}

	private static ArticleChange stands(String id) {
		return new ArticleChange.Stands(entry(id, 21));
	}

	private static ArticleWrite advance(String id, long revision) {
		return new ArticleWrite.Advance(entry(id, revision));
	}

	private static CatalogEntry entry(String id, long revision) {
		return new CatalogEntry.Published(Articles.article(id, revision));
	}

}
