package io.broadsheet.catalog.projection;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.TestMongo;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told of a batch whose first try ended between the write and the receipts, with
 * the process that made it.
 */
class LastToldIT {

	private final TestMongo mongo = new TestMongo();

	private final EntryWriter entries = new EntryWriter(this.mongo.template(), new EntryDocuments(ZoneId.of("UTC")),
			EntryDocuments.COLLECTION);

	@AfterEach
	void drop() {
		this.mongo.close();
	}

	@Test
	void anArticleThatMovedPurgesTheSectionThatItLeft() {
		toldOf(stands("a", 1, "sports"));
		writtenByAProcessThatIsKilled(stands("a", 2, "politics"));
		assertThat(told(stands("a", 2, "politics"))).singleElement()
			.satisfies((receipt) -> assertThat(receipt.surrogateKeys()).contains("section:sports", "section:politics"));
		assertThat(kept()).isZero();
	}

	@Test
	void anArticleThatWasPurgedPurgesWhereItStood() {
		toldOf(stands("a", 1, "sports"));
		writtenByAProcessThatIsKilled(new ArticleWrite.Delete("a"));
		assertThat(told(new ArticleWrite.Delete("a"))).singleElement().satisfies((receipt) -> {
			assertThat(receipt.change()).isEqualTo("purged");
			assertThat(receipt.surrogateKeys()).contains("article:a", "section:sports", "tag:tram", "latest");
		});
		assertThat(kept()).isZero();
	}

	@Test
	void allThatReadersMayHaveSeenSinceTheyWereToldIsPurged() {
		toldOf(stands("a", 1, "sports"));
		writtenByAProcessThatIsKilled(stands("a", 2, "politics"));
		writtenByAProcessThatIsKilled(stands("a", 2, "politics"), stands("b", 1, "politics"));
		assertThat(told(stands("a", 3, "culture"), stands("b", 1, "politics"))).first()
			.satisfies((receipt) -> assertThat(receipt.surrogateKeys()).contains("section:sports", "section:politics",
					"section:culture"));
		assertThat(kept()).isZero();
	}

	@Test
	void whatWasLeftIsRememberedUntilAReceiptTellsOfIt() {
		toldOf(stands("a", 1, "sports"));
		writtenByAProcessThatIsKilled(stands("a", 3, "culture"));
		assertThat(told(stands("a", 2, "politics"))).as("a batch that ends earlier on the log").isEmpty();
		assertThat(told(stands("a", 3, "culture"))).singleElement()
			.satisfies((receipt) -> assertThat(receipt.surrogateKeys()).contains("section:sports", "section:culture"));
		assertThat(kept()).isZero();
	}

	@Test
	void aSmallerBatchHasNotToldAllThatWasLeft() {
		toldOf(stands("a", 1, "sports"), stands("b", 1, "sports"));
		writtenByAProcessThatIsKilled(stands("a", 2, "politics"), stands("b", 2, "politics"));
		LastTold lastTold = new LastTold(this.mongo.template());
		assertThat(isAllTold(lastTold, stands("a", 2, "politics"))).isFalse();
		assertThat(isAllTold(lastTold, stands("b", 2, "politics"))).isTrue();
	}

	@Test
	void whatAnotherInstanceToldMeanwhileIsNotToldAgain() {
		toldOf(stands("a", 1, "sports"));
		LastTold interrupted = new LastTold(this.mongo.template());
		List<ArticleWrite> second = List.of(stands("a", 2, "politics"));
		interrupted.remember(second, this.entries.before(second));
		told(stands("a", 2, "politics"), stands("b", 1, "politics"));
		List<ArticleWrite> third = List.of(stands("a", 3, "culture"));
		LastTold.Memory memory = interrupted.remember(third, this.entries.before(third));
		assertThat(memory.shown().get("a").surrogateKeys()).contains("section:politics")
			.doesNotContain("section:sports");
		assertThat(memory.kept()).containsExactly("a");
	}

	@Test
	void whatWasLeftIsPurgedEvenIfALaterRevisionComesWithTheSameTry() {
		toldOf(stands("a", 1, "sports"));
		writtenByAProcessThatIsKilled(stands("a", 2, "politics"));
		assertThat(told(stands("a", 3, "politics"))).singleElement()
			.satisfies((receipt) -> assertThat(receipt.surrogateKeys()).contains("section:sports"));
		assertThat(kept()).isZero();
	}

	@Test
	void aTryInTheSameProcessTellsTheSame() {
		toldOf(stands("a", 1, "sports"));
		LastTold lastTold = new LastTold(this.mongo.template());
		List<AppliedBatch.Receipt> first = written(lastTold, List.of(stands("a", 2, "politics")));
		assertThat(written(lastTold, List.of(stands("a", 2, "politics")))).isEqualTo(first);
	}

	@Test
	void anArticleThatLeavesNothingCostsNothing() {
		toldOf(stands("a", 1, "sports"));
		writtenByAProcessThatIsKilled(stands("a", 2, "sports"), stands("b", 1, "sports"));
		assertThat(kept()).isZero();
		assertThat(told(stands("a", 2, "sports"))).singleElement()
			.satisfies((receipt) -> assertThat(receipt.surrogateKeys()).contains("section:sports"));
	}

	@Test
	void anOldRevisionThatComesAgainLeavesNothing() {
		toldOf(stands("a", 3, "sports"));
		writtenByAProcessThatIsKilled(stands("a", 2, "politics"));
		assertThat(kept()).isZero();
	}

	@Test
	void aPurgeOfWhatNobodySawTellsNothing() {
		assertThat(told(new ArticleWrite.Delete("never-was"))).isEmpty();
	}

	private void toldOf(ArticleWrite... writes) {
		told(writes);
	}

	private void writtenByAProcessThatIsKilled(ArticleWrite... writes) {
		written(new LastTold(this.mongo.template()), List.of(writes));
	}

	private List<AppliedBatch.Receipt> told(ArticleWrite... writes) {
		LastTold lastTold = new LastTold(this.mongo.template());
		Map<String, StoredEntry> before = this.entries.before(List.of(writes));
		LastTold.Memory memory = lastTold.remember(List.of(writes), before);
		List<AppliedBatch.Receipt> receipts = this.entries.write(List.of(writes), before).receipts(memory.shown());
		lastTold.forget(memory, receipts);
		return receipts;
	}

	private boolean isAllTold(LastTold lastTold, ArticleWrite write) {
		Map<String, StoredEntry> before = this.entries.before(List.of(write));
		LastTold.Memory memory = lastTold.remember(List.of(write), before);
		return lastTold.forget(memory, this.entries.write(List.of(write), before).receipts(memory.shown()));
	}

	private List<AppliedBatch.Receipt> written(LastTold lastTold, List<ArticleWrite> writes) {
		Map<String, StoredEntry> before = this.entries.before(writes);
		LastTold.Memory memory = lastTold.remember(writes, before);
		return this.entries.write(writes, before).receipts(memory.shown());
	}

	private long kept() {
		return this.mongo.template()
			.getCollection(LastTold.COLLECTION)
			.flatMapMany((kept) -> kept.find())
			.count()
			.block();
	}

	private static ArticleWrite stands(String id, long revision, String section) {
		return new ArticleWrite.Advance(
				new CatalogEntry.Published(Articles.article(id, revision, section, Articles.DAWN)));
	}

}
