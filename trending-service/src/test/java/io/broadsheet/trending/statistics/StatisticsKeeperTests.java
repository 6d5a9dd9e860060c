package io.broadsheet.trending.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import io.broadsheet.trending.MutableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is kept of articles, and what it costs.
 */
class StatisticsKeeperTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private static final String ARTICLE = "3f2b6c1e-8d4a-5b7e-9c0d-1a2b3c4d5e6f";

	private final MutableClock clock = new MutableClock(NOON, ZoneOffset.UTC);

	private final KeptStatistics kept = new KeptStatistics();

	private final StatisticsKeeper keeper = new StatisticsKeeper(this.kept.store(), 2, this.clock);

	@Test
	void anArticleThatTwentyReadTakesLessThanThreeHundredBytes() {
		for (int i = 0; i < 20; i++) {
			this.keeper.viewed(ARTICLE, "visitor-" + i, this.clock.instant());
			this.clock.advance(Duration.ofMinutes(20));
		}
		System.out.println("Bytes of an article that 20 read: " + committed().bytes());
		assertThat(committed().bytes()).isLessThan(300);
		assertThat(committed().entries()).isEqualTo(1);
	}

	@Test
	void anArticleThatAThousandReadInADayTakesLessThanThirtyKilobytes() {
		Random random = new Random(1);
		for (int i = 0; i < 1000; i++) {
			this.keeper.viewed(ARTICLE, "visitor-" + i,
					NOON.minusMillis(random.nextInt((int) Duration.ofHours(24).toMillis())));
		}
		System.out.println("Bytes of an article that 1,000 read in a day: " + committed().bytes());
		assertThat(committed().bytes()).isLessThan(30_000);
	}

	@Test
	void noArticleTakesMoreThanAHundredAndSixtyKilobytes() {
		for (int pane = 0; pane < 31 * 288; pane++) {
			int readers = (pane < 30 * 288) ? 20 : 1200;
			for (int reader = 0; reader < readers; reader++) {
				this.keeper.viewed(ARTICLE, "visitor-" + pane + "-" + reader, this.clock.instant());
			}
			this.keeper.beforeCommit();
			this.clock.advance(Duration.ofMinutes(5));
			this.keeper.forgetOld();
		}
		System.out.println("Bytes of an article that everybody reads for a month: " + committed().bytes());
		assertThat(committed().bytes()).isBetween(100_000L, 160_000L);
	}

	@Test
	void theChangelogGetsAFewHundredBytesForAView() {
		Random random = new Random(1);
		long views = 0;
		long bytes = 0;
		for (int commit = 0; commit < 300; commit++) {
			for (int i = 0; i < 2000; i++) {
				String article = ARTICLE + (int) Math.pow(5000, random.nextDouble());
				this.keeper.viewed(article, "visitor-" + random.nextInt(30_000), this.clock.instant());
				views++;
			}
			bytes += committed().commit();
			this.clock.advance(Duration.ofMillis(200));
		}
		System.out.println("Bytes of changelog for a view, at 10,000 a second: " + bytes / views);
		assertThat(bytes / views).isLessThan(500);
	}

	@Test
	void nothingIsLeftOfWhatWasPurged() {
		for (int i = 0; i < 500; i++) {
			this.keeper.viewed(ARTICLE, "visitor-" + i, this.clock.instant().plusSeconds(300));
			this.keeper.beforeCommit();
			this.clock.advance(Duration.ofMinutes(10));
		}
		this.keeper.forgetOld();
		this.keeper.forgotten(ARTICLE);
		assertThat(committed().entries()).isZero();
	}

	@Test
	void whatNobodyAsksAboutAnyMoreIsForgottenWithoutAnotherView() {
		for (int i = 0; i < 500; i++) {
			this.keeper.viewed(ARTICLE, "visitor-" + i, this.clock.instant());
			this.keeper.beforeCommit();
			this.clock.advance(Duration.ofMinutes(10));
		}
		this.clock.advance(Duration.ofDays(31));
		this.keeper.forgetOld();
		assertThat(committed().entries()).as("journal, counts and all visitors").isEqualTo(3);
		ArticleFigures figures = figures(ARTICLE);
		assertThat(figures.views()).containsEntry("30d", 0L).containsEntry("total", 500L);
		assertThat(figures.visitors()).containsEntry("30d", 0L).containsEntry("total", 500L);
		committed().commit();
		this.clock.advance(Duration.ofMinutes(5));
		this.keeper.forgetOld();
		assertThat(committed().commit()).as("an idle article is not written").isZero();
	}

	@Test
	void whatHappenedToAnArticleBeforeItWasKnownIsNotForgotten() {
		this.keeper.filtered("late", "unknown-article");
		this.clock.advance(Duration.ofHours(2));
		this.keeper.filtered("late", "unknown-article");
		this.keeper.filtered("late", "too-old");
		assertThat(figures("late").filtered()).containsEntry("unknown-article", 2L).containsEntry("too-old", 1L);
		this.keeper.viewed("late", "v", this.clock.instant());
		this.keeper.beforeCommit();
		this.clock.advance(Duration.ofDays(2));
		this.keeper.forgetOld();
		assertThat(figures("late").filtered()).containsEntry("unknown-article", 2L).containsEntry("too-old", 1L);
		assertThat(committed().entries()).isEqualTo(1);
	}

	@Test
	void thoseWhoInventArticlesFillNothing() {
		for (int i = 0; i < 1000; i++) {
			this.keeper.filtered("invented-" + i, "unknown-article");
		}
		assertThat(committed().entries()).isEqualTo(2);
		this.clock.advance(Duration.ofHours(25));
		this.keeper.forgetOld();
		assertThat(committed().entries()).isZero();
		this.keeper.filtered("another", "unknown-article");
		assertThat(figures("another").filtered()).containsEntry("unknown-article", 1L);
	}

	@Test
	void thoseWhoInventChannelsFillNothing() {
		for (int i = 0; i < 1000; i++) {
			this.keeper.shared(ARTICLE, "channel-" + i);
		}
		assertThat(figures(ARTICLE).shares()).hasSize(33).containsEntry("other", 968L);
	}

	@Test
	void anArticleWhoseIdBeginsLikeAnothersIsAnotherOne() {
		for (int i = 0; i < 100; i++) {
			this.keeper.viewed("a", "v" + i, NOON);
			this.keeper.viewed("a1", "v" + i, NOON);
		}
		this.keeper.forgotten("a");
		assertThat(figures("a").views()).containsEntry("total", 0L);
		assertThat(figures("a1").views()).containsEntry("total", 100L);
		assertThat(figures("a1").visitors()).containsEntry("1h", 100L);
	}

	@Test
	void whoReadsWhileItIsAddedUpSeesEachViewOnce() throws Exception {
		int views = 500;
		CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
			for (int i = 0; i < 40 * views; i++) {
				this.keeper.viewed(ARTICLE, "visitor-" + i % views, NOON);
				if (i % 7 == 0) {
					this.keeper.beforeCommit();
				}
			}
		});
		long before = 0;
		while (!writing.isDone()) {
			Optional<ArticleFigures> found = stored(ARTICLE);
			if (found.isPresent()) {
				ArticleFigures figures = found.get();
				long total = figures.views().get("total");
				assertThat(total).isGreaterThanOrEqualTo(before);
				assertThat(figures.views()).containsEntry("1h", total);
				assertThat(figures.visitors()).containsEntry("total", Math.min(views, total))
					.containsEntry("30d", Math.min(views, total));
				before = total;
			}
		}
		writing.get();
		assertThat(figures(ARTICLE).views()).containsEntry("total", 40L * views);
	}

	private ArticleFigures figures(String article) {
		this.keeper.beforeCommit();
		return stored(article).orElseThrow();
	}

	private Optional<ArticleFigures> stored(String article) {
		return new StoredStatistics(this.kept.store()).find(article, ZonedDateTime.now(this.clock));
	}

	private KeptStatistics committed() {
		this.keeper.beforeCommit();
		return this.kept;
	}

}
