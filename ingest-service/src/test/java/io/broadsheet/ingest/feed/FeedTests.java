package io.broadsheet.ingest.feed;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import io.broadsheet.ingest.fetch.Fetched;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FeedTests {

	private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

	private static final Duration EVERY = Duration.ofMinutes(5);

	private static final Fetched.Validators VALIDATORS = new Fetched.Validators(URI.create("http://a.example/"), "1",
			null);

	private final Feed feed = feed(EVERY);

	@Test
	void aFeedIsDueAtOnceAndThenEachTimeItsIntervalIsOver() {
		assertThat(this.feed.isDue(NOW)).isTrue();
		this.feed.imported(NOW, VALIDATORS);
		assertThat(this.feed.isDue(NOW.plus(EVERY).minusMillis(1))).isFalse();
		assertThat(this.feed.isDue(NOW.plus(EVERY))).isTrue();
	}

	@Test
	void aFeedIsPolledOnceAtATime() {
		assertThat(this.feed.take(NOW)).isTrue();
		assertThat(this.feed.take(NOW)).isFalse();
		this.feed.release();
		assertThat(this.feed.take(NOW)).isTrue();
	}

	@Test
	void aFeedThatIsNotDueIsNotTakenAndNotHeld() {
		this.feed.imported(NOW, VALIDATORS);
		assertThat(this.feed.take(NOW)).isFalse();
		assertThat(this.feed.take(NOW.plus(EVERY))).isTrue();
	}

	@Test
	void eachFailureDoublesThePauseGiveOrTakeAQuarterUpToTheLongest() {
		Duration expected = EVERY;
		for (int failure = 1; failure <= 8; failure++) {
			this.feed.failed(NOW, "500", null);
			assertThat(pause()).isBetween(expected.multipliedBy(3).dividedBy(4), expected.multipliedBy(5).dividedBy(4))
				.isBetween(EVERY, Duration.ofHours(1));
			assertThat(this.feed.state().failures()).isEqualTo(failure);
			expected = expected.multipliedBy(2);
			expected = (expected.compareTo(Duration.ofHours(1)) < 0) ? expected : Duration.ofHours(1);
		}
	}

	@Test
	void aSuccessEndsTheBackingOffAndTheLastErrorIsRemembered() {
		this.feed.failed(NOW, "500", null);
		this.feed.failed(NOW, "501", null);
		this.feed.notModified(NOW.plusSeconds(1));
		assertThat(this.feed.state().failures()).isZero();
		assertThat(this.feed.state().lastSuccess()).isEqualTo(NOW.plusSeconds(1));
		assertThat(this.feed.state().lastError()).isEqualTo("501");
		assertThat(this.feed.state().lastErrorAt()).isEqualTo(NOW);
		this.feed.failed(NOW, "500", null);
		assertThat(pause()).isBetween(EVERY, EVERY.multipliedBy(5).dividedBy(4));
	}

	@Test
	void aFeedThatIsPolledLessOftenThanTheLongestBackOffKeepsItsInterval() {
		Feed daily = feed(Duration.ofDays(1));
		daily.failed(NOW, "500", null);
		daily.failed(NOW, "500", null);
		assertThat(daily.state().nextAttempt()).isEqualTo(NOW.plus(Duration.ofDays(1)));
	}

	@Test
	void aServerIsLeftAloneForAsLongAsItAsksButNotLongerThanADay() {
		this.feed.failed(NOW, "503", Duration.ofHours(3));
		assertThat(pause()).isEqualTo(Duration.ofHours(3));
		this.feed.failed(NOW, "503", Duration.ofSeconds(Long.MAX_VALUE));
		assertThat(pause()).isEqualTo(Duration.ofDays(1));
	}

	@Test
	void aServerThatAsksForLessIsStillBackedOffFrom() {
		this.feed.failed(NOW, "503", Duration.ofSeconds(1));
		assertThat(pause()).isGreaterThanOrEqualTo(EVERY);
		this.feed.failed(NOW, "503", Duration.ofSeconds(-1000));
		assertThat(pause()).isGreaterThanOrEqualTo(EVERY);
	}

	@Test
	void whatTheLastCompleteImportCameWithOutlivesFailures() {
		this.feed.imported(NOW, VALIDATORS);
		this.feed.failed(NOW, "500", null);
		this.feed.notModified(NOW);
		assertThat(this.feed.state().validators()).isEqualTo(VALIDATORS);
	}

	@Test
	void aFeedThatIsGoneIsNeverDueAgain() {
		this.feed.gone(NOW);
		assertThat(this.feed.isDue(Instant.MAX)).isFalse();
		assertThat(this.feed.state().nextAttempt()).isNull();
		assertThat(this.feed.state().lastError()).contains("gone");
	}

	private Duration pause() {
		return Duration.between(NOW, this.feed.state().nextAttempt());
	}

	private static Feed feed(Duration every) {
		return new Feed(new FeedSettings.Source("agency", "http://a.example/", "world", "en", every),
				Duration.ofHours(1), NOW);
	}

}
