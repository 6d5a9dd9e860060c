package io.broadsheet.access;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import reactor.core.publisher.Mono;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/**
 * Verifies a token once a minute rather than with each request: an editor's program sends
 * the same one for as long as it is valid. That it has not ended is checked each time,
 * and a token that is not valid is never remembered.
 */
final class RememberedTokens implements ReactiveJwtDecoder {

	/** How long a key that the provider takes back goes on being good for. */
	private static final Duration MEMORY = Duration.ofMinutes(1);

	/** Some thousand tokens of usual length. */
	private static final long MOST_CHARACTERS = 4L * 1024 * 1024;

	private final ReactiveJwtDecoder decoder;

	private final JwtTimestampValidator times = new JwtTimestampValidator();

	private final Cache<String, Jwt> verified;

	/**
	 * Remembers nothing yet.
	 * @param decoder verifies
	 * @param clock tells whether a token has ended
	 */
	RememberedTokens(ReactiveJwtDecoder decoder, Clock clock) {
		this.decoder = decoder;
		this.times.setClock(clock);
		this.verified = Caffeine.newBuilder()
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.expireAfterWrite(MEMORY)
			.maximumWeight(MOST_CHARACTERS)
			.weigher((String token, Jwt jwt) -> token.length())
			.build();
	}

	@Override
	public Mono<Jwt> decode(String token) {
		return Mono.defer(() -> {
			Jwt known = this.verified.getIfPresent(token);
			if (known != null && !this.times.validate(known).hasErrors()) {
				return Mono.just(known);
			}
			return this.decoder.decode(token).doOnNext((jwt) -> this.verified.put(token, jwt));
		});
	}

}
