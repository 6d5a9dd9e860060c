package io.broadsheet.trending.views;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.broadsheet.events.ArticleCard;
import io.broadsheet.trending.boards.Placing;
import io.broadsheet.trending.ranking.Scope;
import io.broadsheet.trending.reactions.ReactionChange;
import io.broadsheet.trending.trend.TrendSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was counted is the same after a crash.
 */
class AudienceCountsTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private static final TrendSettings SETTINGS = new TrendSettings(Duration.ofHours(2), 1, 4, 8, 3, 3);

	private static final ArticleCard CARD = new ArticleCard("a", "slug", "https://paper.example/a", "Headline", null,
			"x", "en", null, NOON.atOffset(ZoneOffset.UTC), NOON.atOffset(ZoneOffset.UTC));

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void whatIsReadBackGivesTheSamePlacesNowAndLater(long seed) {
		Random random = new Random(seed);
		AudienceCounts counts = new AudienceCounts(SETTINGS);
		for (int i = 0; i < 500; i++) {
			Instant at = NOON.minusSeconds(random.nextInt(20 * 24 * 3600));
			switch (random.nextInt(3)) {
				case 0 -> counts.viewed(at);
				case 1 -> counts.shared(at);
				default -> counts.reacted(new ReactionChange(false, null, at), List::of);
			}
		}
		AudienceCounts restored = AudienceCounts.of(counts.toBytes(), SETTINGS);
		for (int day = 0; day < 30; day++) {
			Instant now = NOON.plus(Duration.ofDays(day));
			assertThat(places(restored, now)).usingRecursiveComparison().isEqualTo(places(counts, now));
			counts.dropOld(now);
		}
		assertThat(counts.isEmpty()).isFalse();
		counts.dropOld(NOON.plus(Duration.ofDays(31)));
		assertThat(counts.isEmpty()).isTrue();
	}

	private static Placing places(AudienceCounts counts, Instant now) {
		Placing placing = new Placing(Set.of(Scope.ALL));
		counts.place(placing, CARD, now);
		return placing;
	}

}
