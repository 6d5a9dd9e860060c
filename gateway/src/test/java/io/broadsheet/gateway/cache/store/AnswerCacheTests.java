package io.broadsheet.gateway.cache.store;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.broadsheet.gateway.cache.answer.Answer;
import io.broadsheet.gateway.cache.answer.Terms;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What the cache keeps, for how long, and how much of it.
 */
class AnswerCacheTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private static final String RANKING = "{\"inputLagSeconds\":4,\"degraded\":false}";

	private static final DataSize SIZE = DataSize.ofKilobytes(200);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	@Test
	void whatIsKeptNeverTakesMoreThanItMay() {
		AnswerCache cache = cacheAt(NOON);
		for (int each = 0; each < 2000; each++) {
			cache.keep(kept("key-" + each, 1000, "article:" + each, "latest"), cache.moment());
			assertThat(bytes()).isLessThanOrEqualTo(SIZE.toBytes());
		}
		assertThat(this.meters.get("broadsheet.gateway.cache.entries").gauge().value()).isBetween(50.0, 200.0);
		assertThat(this.meters.get("broadsheet.gateway.cache.evictions").counter().count()).isGreaterThan(1500);
		cache.purge(IntStream.range(0, 2000).mapToObj((each) -> "article:" + each).toList());
		assertThat(bytes()).isZero();
	}

	@Test
	void anAnswerIsFreshToItsLastMillisecondAndStandsInForADay() {
		Kept kept = kept("key", 10, "latest");
		assertThat(heardAt(NOON.plusMillis(59_999)).isFresh(kept)).isTrue();
		AnswerCache late = heardAt(NOON.plusSeconds(60));
		assertThat(late.isFresh(kept)).isFalse();
		assertThat(late.mayStandIn(kept)).isTrue();
		assertThat(heardAt(NOON.plusSeconds(60).plus(Duration.ofDays(1)).minusMillis(1)).mayStandIn(kept)).isTrue();
		assertThat(heardAt(NOON.plusSeconds(60).plus(Duration.ofDays(1))).mayStandIn(kept)).isFalse();
	}

	@Test
	void whilePurgesAreNotHeardAnAnswerIsFreshForAMomentAndStandsInForNone() {
		Kept kept = kept("key", 10, "latest");
		assertThat(cacheAt(NOON.plusMillis(999)).isFresh(kept)).isTrue();
		assertThat(cacheAt(NOON.plusMillis(1000)).isFresh(kept)).isFalse();
		assertThat(cacheAt(NOON.plusMillis(1000)).mayStandIn(kept)).isFalse();
	}

	@Test
	void aRankingThatStandsInIsBehindByItsAgeTooAndMadeOnceASecond() {
		Kept kept = ranking(HttpStatus.OK, 0);
		assertThat(standIn(kept, 999)).isEqualTo("{\"inputLagSeconds\":4,\"degraded\":true}");
		assertThat(standIn(kept, 1000)).isEqualTo("{\"inputLagSeconds\":5,\"degraded\":true}");
		assertThat(heardAt(NOON.plusMillis(1000)).standIn(kept)).isSameAs(heardAt(NOON.plusMillis(1999)).standIn(kept));
		assertThat(standIn(kept, 61_000)).isEqualTo("{\"inputLagSeconds\":65,\"degraded\":true}");
		assertThat(kept.answer().plain()).asString().isEqualTo(RANKING);
	}

	@Test
	void aRankingThatIsNotThereHasNothingToSayOfItself() {
		assertThat(standIn(ranking(HttpStatus.NOT_FOUND, 0), 1000)).isEqualTo(RANKING);
	}

	@Test
	void whatMayComeToStandInForARankingCountsAsMemory() {
		Kept article = kept("key", RANKING.length() + 1000, "latest");
		assertThat(ranking(HttpStatus.OK, 1000).weight()).isGreaterThan(2 * article.answer().weight());
	}

	@Test
	void whatWasFetchedBeforeEverythingWasDroppedIsNotKept() {
		AnswerCache cache = heardAt(NOON);
		long before = cache.moment();
		cache.drop();
		assertThat(cache.keep(kept("key", 10, "latest"), before)).isFalse();
		assertThat(cache.keep(kept("key", 10, "latest"), cache.moment())).isTrue();
		cache.drop();
		assertThat(cache.find("key", "key variant")).isNull();
	}

	@Test
	void anAnswerThatWasReplacedIsNotPurgedInPlaceOfTheNewOne() {
		AnswerCache cache = heardAt(NOON);
		cache.keep(kept("key", 10, "section:old"), cache.moment());
		cache.keep(kept("key", 10, "section:new"), cache.moment());
		cache.purge(List.of("section:old"));
		assertThat(cache.isFresh(cache.find("key", ""))).isTrue();
		cache.purge(List.of("section:new"));
		assertThat(cache.isFresh(cache.find("key", ""))).isFalse();
	}

	@Test
	void aCacheSmallerThanItsLargestAnswerIsAMistake() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new StoreSettings(DataSize.ofKilobytes(1), DataSize.ofMegabytes(1), Duration.ZERO,
					Duration.ZERO, Duration.ZERO))
			.withMessageContaining("largest");
	}

	private String standIn(Kept kept, long age) {
		return new String(heardAt(NOON.plusMillis(age)).standIn(kept).plain(), StandardCharsets.UTF_8);
	}

	private double bytes() {
		return this.meters.get("broadsheet.gateway.cache.bytes").gauge().value();
	}

	private AnswerCache heardAt(Instant time) {
		AnswerCache cache = cacheAt(time);
		cache.hear(true);
		return cache;
	}

	private AnswerCache cacheAt(Instant time) {
		StoreSettings settings = new StoreSettings(SIZE, DataSize.ofKilobytes(100), Duration.ofSeconds(1),
				Duration.ofDays(1), Duration.ofSeconds(1));
		return new AnswerCache(settings, Clock.fixed(time, ZoneOffset.UTC), new CacheMetrics(this.meters));
	}

	private static Kept ranking(HttpStatus status, int spaces) {
		byte[] body = (RANKING + " ".repeat(spaces)).getBytes(StandardCharsets.UTF_8);
		return new Kept("key", answer(status, body, "latest"), true, true);
	}

	private static Kept kept(String key, int size, String... surrogateKeys) {
		return new Kept(key, answer(HttpStatus.OK, new byte[size], surrogateKeys), true, false);
	}

	private static Answer answer(HttpStatus status, byte[] body, String... surrogateKeys) {
		Terms terms = new Terms(Set.of(surrogateKeys), false, Duration.ofMinutes(1), false);
		return Answer.of(status, new HttpHeaders(), body, terms, NOON.toEpochMilli());
	}

}
