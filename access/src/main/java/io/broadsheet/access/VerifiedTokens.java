package io.broadsheet.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import reactor.core.publisher.Mono;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * Tokens that were verified a minute ago at most: an editor's program sends the same one
 * for as long as it is valid. That it has not ended is checked each time, a token that is
 * not valid is never remembered, and all are forgotten when the provider tells its keys.
 */
final class VerifiedTokens {

	private static final Duration MEMORY = Duration.ofMinutes(1);

	/** Some thousand tokens of usual length. */
	private static final long MOST_CHARACTERS = 4L * 1024 * 1024;

	private final JwtTimestampValidator times = new JwtTimestampValidator();

	private final Cache<String, Jwt> verified;

	/**
	 * Remembers nothing yet.
	 * @param clock tells whether a token has ended
	 */
	VerifiedTokens(Clock clock) {
		this.times.setClock(clock);
		this.verified = Caffeine.newBuilder()
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.expireAfterWrite(MEMORY)
			.maximumWeight(MOST_CHARACTERS)
			.weigher((String token, Jwt jwt) -> token.length())
			.build();
	}

	/**
	 * Verifies only what is not remembered.
	 * @param decoder verifies
	 * @return verifies too, and remembers
	 */
	ReactiveJwtDecoder before(ReactiveJwtDecoder decoder) {
		return (token) -> Mono.defer(() -> find(token).map(Mono::just)
			.orElseGet(() -> decoder.decode(token).doOnNext((jwt) -> this.verified.put(token, jwt))));
	}

	private Optional<Jwt> find(String token) {
		return Optional.ofNullable(this.verified.getIfPresent(token))
			.filter((jwt) -> !this.times.validate(jwt).hasErrors());
	}

	/**
	 * Listens to the provider.
	 * @return forgets all tokens with each answer: their keys may be among those that it
	 * has taken back
	 */
	ExchangeFilterFunction forgetWithNewKeys() {
		return (request, next) -> next.exchange(request).doOnNext((answer) -> this.verified.invalidateAll());
	}

}
