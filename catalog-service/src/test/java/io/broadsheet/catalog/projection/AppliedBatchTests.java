package io.broadsheet.catalog.projection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.entry.CatalogEntry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is counted and told after a batch was written.
 */
class AppliedBatchTests {

	private static final ArticleWrite SECOND = new ArticleWrite.Advance(
			new CatalogEntry.Published(Articles.article("a", 2, "city", Articles.DAWN)));

	private static final StoredEntry FIRST_SHOWN = new StoredEntry("a", 1, "transport", List.of("old"));

	@Test
	void aReceiptPurgesOldAndNewPlaces() {
		AppliedBatch batch = new AppliedBatch(List.of(SECOND), Map.of("a", FIRST_SHOWN), Set.of());
		assertThat(batch.receipts(Map.of("a", Shown.of(FIRST_SHOWN)))).singleElement().satisfies((receipt) -> {
			assertThat(receipt.revision()).isEqualTo(2);
			assertThat(receipt.surrogateKeys()).containsExactlyInAnyOrder("article:a", "latest", "section:transport",
					"section:city", "tag:old", "tag:tram", "tag:city-hall");
		});
		assertThat(batch.applied()).isEqualTo(1);
	}

	@Test
	void aRevisionThatIsThereAlreadyIsToldAgainButNotCountedAgain() {
		AppliedBatch batch = new AppliedBatch(List.of(SECOND), Map.of("a", new StoredEntry("a", 2, "city", List.of())),
				Set.of("a"));
		assertThat(batch.isSettled()).isTrue();
		assertThat(batch.receipts(Map.of())).hasSize(1);
		assertThat(batch.applied()).isZero();
	}

	@Test
	void aRevisionThatALaterOneReplacedIsNotTold() {
		AppliedBatch batch = new AppliedBatch(List.of(SECOND), Map.of("a", new StoredEntry("a", 3, "city", List.of())),
				Set.of("a"));
		assertThat(batch.isSettled()).isTrue();
		assertThat(batch.receipts(Map.of())).isEmpty();
	}

	@Test
	void aRefusalThatNothingSeenBeforeExplainsIsNotSettled() {
		assertThat(new AppliedBatch(List.of(SECOND), Map.of(), Set.of("a")).isSettled()).isFalse();
		assertThat(new AppliedBatch(List.of(SECOND), Map.of("a", FIRST_SHOWN), Set.of("a")).isSettled()).isFalse();
	}

	@Test
	void aPurgeTellsTheRevisionThatReadersSawLast() {
		ArticleWrite purge = new ArticleWrite.Delete("a");
		AppliedBatch batch = new AppliedBatch(List.of(purge), Map.of(), Set.of());
		assertThat(batch.receipts(Map.of("a", Shown.of(FIRST_SHOWN)))).singleElement()
			.satisfies((receipt) -> assertThat(receipt.surrogateKeys()).containsExactlyInAnyOrder("article:a", "latest",
					"section:transport", "tag:old"));
		assertThat(batch.purged()).isEqualTo(1);
		assertThat(batch.applied()).isZero();
	}

	@Test
	void aReceiptTellsWhatHappenedForReaders() {
		assertThat(change(published(1), Map.of())).isEqualTo("published");
		assertThat(change(published(2), Map.of())).as("edited before its time came").isEqualTo("published");
		assertThat(change(published(2), Map.of("a", FIRST_SHOWN))).as("with a new note").isEqualTo("corrected");
		assertThat(change(published(3), Map.of("a", FIRST_SHOWN))).as("with an old note").isEqualTo("revised");
		assertThat(change(new ArticleWrite.Advance(new CatalogEntry.Withdrawn(Articles.withdrawn("a", 2))),
				Map.of("a", FIRST_SHOWN)))
			.isEqualTo("withdrawn");
		assertThat(change(new ArticleWrite.Delete("a"), Map.of("a", FIRST_SHOWN))).isEqualTo("purged");
	}

	private static ArticleWrite published(long revision) {
		return new ArticleWrite.Advance(
				new CatalogEntry.Published(Articles.article("a", revision, "city", Articles.DAWN)));
	}

	private static String change(ArticleWrite write, Map<String, StoredEntry> shown) {
		Map<String, Shown> until = shown.values().stream().collect(Collectors.toMap(StoredEntry::id, Shown::of));
		return new AppliedBatch(List.of(write), shown, Set.of()).receipts(until).get(0).change();
	}

	@Test
	void aPurgeOfWhatNobodySawTellsNothing() {
		AppliedBatch batch = new AppliedBatch(List.of(new ArticleWrite.Delete("a")), Map.of(), Set.of());
		assertThat(batch.receipts(Map.of())).isEmpty();
	}

}
