package io.broadsheet.gateway.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often a client may ask, at the exact edge.
 */
class RateLimitsTests {

	private final AtomicLong now = new AtomicLong();

	private final TimeMeter time = new TimeMeter() {

		@Override
		public long currentTimeNanos() {
			return RateLimitsTests.this.now.get();
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

	};

	@Test
	void somebodyMayAskSoOftenAtOnceAndThenAsEachTokenComesBack() {
		RateLimits limits = limits(5, Duration.ofSeconds(10), 100);
		for (int left = 4; left >= 0; left--) {
			Quota quota = limits.take("a");
			assertThat(quota.granted()).isTrue();
			assertThat(quota.remaining()).isEqualTo(left);
		}
		Quota refused = limits.take("a");
		assertThat(refused.granted()).isFalse();
		assertThat(refused.next()).isEqualTo(Duration.ofSeconds(2));
		assertThat(refused.full()).isEqualTo(Duration.ofSeconds(10));
		this.now.addAndGet(Duration.ofSeconds(2).toNanos() - 1);
		assertThat(limits.take("a").granted()).isFalse();
		this.now.addAndGet(1);
		assertThat(limits.take("a").granted()).isTrue();
		assertThat(limits.take("a").granted()).isFalse();
	}

	@Test
	void oneClientTakesNothingFromAnother() {
		RateLimits limits = limits(1, Duration.ofSeconds(10), 100);
		assertThat(limits.take("a").granted()).isTrue();
		assertThat(limits.take("a").granted()).isFalse();
		assertThat(limits.take("b").granted()).isTrue();
	}

	@Test
	void aMillionClientsTakeNoMoreMemoryThanSoManyAsAreToldApart() {
		RateLimits limits = limits(5, Duration.ofSeconds(10), 1000);
		for (int client = 0; client < 1_000_000; client++) {
			limits.take("client " + client);
		}
		assertThat(limits.clients()).isLessThanOrEqualTo(1000);
	}

	@Test
	void whoHasNotAskedForAPeriodIsForgottenSinceTheBucketIsFullAgain() {
		RateLimits limits = limits(5, Duration.ofSeconds(10), 1000);
		limits.take("a");
		assertThat(limits.clients()).isEqualTo(1);
		this.now.addAndGet(Duration.ofSeconds(11).toNanos());
		assertThat(limits.clients()).isZero();
		assertThat(limits.take("a").remaining()).isEqualTo(4);
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.9, 203.0.113.9, true", "203.0.113.9, 203.0.113.8, false",
			"2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true", "2001:db8:1:2::1, 2001:db8:1:3::1, false",
			"::ffff:203.0.113.9, 203.0.113.9, true" })
	void aClientIsAnAddressOfIpv4OrANetworkOfIpv6(String one, String other, boolean same) throws UnknownHostException {
		assertThat(
				RateLimits.client(InetAddress.getByName(one)).equals(RateLimits.client(InetAddress.getByName(other))))
			.isEqualTo(same);
	}

	private RateLimits limits(int requests, Duration per, int clients) {
		return new RateLimits(new RateSettings(requests, per, clients, List.of()), this.time);
	}

}
