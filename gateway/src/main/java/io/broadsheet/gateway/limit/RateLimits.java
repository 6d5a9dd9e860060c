package io.broadsheet.gateway.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

/**
 * A bucket of tokens for each client. One that has not been asked for during a period is
 * full again, and need not be kept; so memory is bounded by clients, not by requests.
 */
final class RateLimits {

	/** An IPv6 client has a whole network of this many bytes for itself (RFC 6177). */
	private static final int NETWORK_BYTES = 8;

	private final RateSettings settings;

	private final TimeMeter time;

	private final Cache<String, Bucket> buckets;

	RateLimits(RateSettings settings, TimeMeter time) {
		this.settings = settings;
		this.time = time;
		this.buckets = Caffeine.newBuilder()
			.maximumSize(settings.clients())
			.expireAfterAccess(settings.per())
			.ticker(time::currentTimeNanos)
			.build();
	}

	/**
	 * Names a client by its address.
	 * @param address the address
	 * @return the address of IPv4, the /64 of IPv6
	 */
	static String client(InetAddress address) {
		return (address instanceof Inet6Address)
				? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES) + "::/64" : address.getHostAddress();
	}

	/**
	 * Takes a token.
	 * @param client whose
	 * @return what is left
	 */
	Quota take(String client) {
		ConsumptionProbe probe = this.buckets.get(client, (name) -> bucket()).tryConsumeAndReturnRemaining(1);
		return new Quota(probe.isConsumed(), probe.getRemainingTokens(),
				Duration.ofNanos(probe.getNanosToWaitForRefill()), Duration.ofNanos(probe.getNanosToWaitForReset()));
	}

	private Bucket bucket() {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(this.settings.requests())
				.refillGreedy(this.settings.requests(), this.settings.per()))
			.withCustomTimePrecision(this.time)
			.build();
	}

	long clients() {
		this.buckets.cleanUp();
		return this.buckets.estimatedSize();
	}

}
