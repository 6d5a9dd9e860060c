package io.broadsheet.ingest.imports;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import io.broadsheet.ingest.imports.item.ImportItem;
import io.broadsheet.ingest.ledger.ArticleContent;
import io.broadsheet.ingest.ledger.Command.SourceStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a document says two things of one version of an article.
 */
class ToldVersionsTests {

	private static final OffsetDateTime ONE = OffsetDateTime.parse("2026-07-01T06:00:00Z");

	private static final OffsetDateTime TWO = ONE.plusHours(1);

	private final ToldVersions versions = new ToldVersions();

	private long index;

	@Test
	void theSameVersionInOtherWordsContradictsTheFirst() {
		assertThat(tell("a", ONE, "words")).isEmpty();
		assertThat(tell("a", ONE, "words")).isEmpty();
		assertThat(tell("a", ONE, "other words")).contains(0L);
		assertThat(tell("a", ONE, "words")).isEmpty();
	}

	@Test
	void oneTimeIsOneVersionInWhicheverZoneItIsTold() {
		assertThat(tell("a", ONE, "words")).isEmpty();
		assertThat(tell("a", OffsetDateTime.parse("2026-07-01T13:00:00+07:00"), "other words")).contains(0L);
	}

	@Test
	void versionsAndArticlesMayDiffer() {
		assertThat(tell("a", ONE, "words")).isEmpty();
		assertThat(tell("a", TWO, "other words")).isEmpty();
		assertThat(tell("b", ONE, "of another article")).isEmpty();
	}

	@Test
	void whatHasNoTimeCantBeToldApartFromWhatWasToldBefore() {
		assertThat(tell("a", ONE, "words")).isEmpty();
		assertThat(tell("a", TWO, "other words")).isEmpty();
		assertThat(tell("a", null, "words")).contains(1L);
		assertThat(tell("a", null, "other words")).isEmpty();
		assertThat(tell("a", TWO.plusHours(1), "third words")).contains(3L);
	}

	@Test
	void aVersionThatIsToldAgainInTheSameWordsIsNoContradictionWhateverStandsBetween() {
		assertThat(tell("a", ONE, "words")).isEmpty();
		assertThat(tell("a", TWO, "other words")).isEmpty();
		assertThat(tell("a", null, "other words")).isEmpty();
		assertThat(tell("a", ONE, "words")).isEmpty();
	}

	@Test
	void anArticleThatIsToldAgainIsRememberedAsLongAsALaterOne() {
		assertThat(tell("a", ONE, "words")).isEmpty();
		for (int i = 1; i < ToldVersions.MOST; i++) {
			assertThat(tell("b" + i, ONE, "words")).isEmpty();
		}
		assertThat(tell("a", TWO, "other words")).isEmpty();
		assertThat(tell("c", ONE, "words")).isEmpty();
		assertThat(tell("a", null, "third words")).contains((long) ToldVersions.MOST);
	}

	@Test
	void whatASourceTakesBackItMayHaveToldBefore() {
		assertThat(tell("a", ONE, "words")).isEmpty();
		assertThat(this.versions.contradicts(item("a", ONE, SourceStatus.CANCELED), "nothing")).isEmpty();
		assertThat(tell("a", ONE, "words")).isEmpty();
	}

	@Test
	void aLongDocumentIsComparedWithItsLatestVersions() {
		assertThat(tell("a", ONE, "words")).isEmpty();
		for (int i = 1; i < ToldVersions.MOST; i++) {
			assertThat(tell("b", ONE.plusSeconds(i), "words " + i)).isEmpty();
		}
		assertThat(tell("a", ONE, "other words")).contains(0L);
		assertThat(tell("b", TWO.plusYears(1), "words")).isEmpty();
		assertThat(tell("a", ONE, "other words")).isEmpty();
	}

	private Optional<Long> tell(String externalId, @Nullable OffsetDateTime versionAt, String words) {
		return this.versions.contradicts(item(externalId, versionAt, SourceStatus.USABLE), words);
	}

	private ImportItem.Ready item(String externalId, @Nullable OffsetDateTime versionAt, SourceStatus status) {
		ArticleContent content = new ArticleContent(externalId, "Headline", null, "", "en", "city", List.of(),
				List.of(), null, List.of(), null, null, true);
		return new ImportItem.Ready(this.index++, externalId, content, null, status, versionAt, List.of());
	}

}
