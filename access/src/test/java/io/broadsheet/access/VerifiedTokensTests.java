package io.broadsheet.access;

import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How long a verified token is taken without being verified again.
 */
class VerifiedTokensTests {

	private static final Instant START = Instant.parse("2026-11-02T08:00:00Z");

	private final SetClock clock = new SetClock(START);

	private final AtomicInteger verified = new AtomicInteger();

	private Instant end = START.plus(Duration.ofHours(1));

	private final VerifiedTokens memory = new VerifiedTokens(this.clock);

	private final ReactiveJwtDecoder tokens = this.memory.before(this::verify);

	@Test
	void aTokenIsVerifiedOnceAMinute() {
		this.tokens.decode("a").block();
		this.clock.pass(Duration.ofSeconds(59));
		assertThat(this.tokens.decode("a").blockOptional()).get().extracting(Jwt::getSubject).isEqualTo("holder of a");
		assertThat(this.verified).hasValue(1);
		this.clock.pass(Duration.ofSeconds(2));
		this.tokens.decode("a").block();
		assertThat(this.verified).hasValue(2);
	}

	@Test
	void eachTokenHasItsOwnHolder() {
		this.tokens.decode("a").block();
		assertThat(this.tokens.decode("b").blockOptional()).get().extracting(Jwt::getSubject).isEqualTo("holder of b");
		assertThat(this.tokens.decode("a").blockOptional()).get().extracting(Jwt::getSubject).isEqualTo("holder of a");
	}

	@Test
	void aTokenThatEndsMeanwhileIsNotTakenFromMemory() {
		// it has ended, but a minute of grace is given
		this.end = START.minusSeconds(30);
		this.tokens.decode("a").block();
		this.clock.pass(Duration.ofSeconds(29));
		this.tokens.decode("a").block();
		assertThat(this.verified).hasValue(1);
		this.clock.pass(Duration.ofSeconds(2));
		this.tokens.decode("a").block();
		assertThat(this.verified).hasValue(2);
	}

	@Test
	void aTokenThatIsNotValidIsNeverRemembered() {
		for (int time = 0; time < 3; time++) {
			assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> this.tokens.decode("forged").block());
		}
		assertThat(this.verified).hasValue(3);
	}

	@Test
	void allAreForgottenWhenTheProviderTellsItsKeys() {
		this.tokens.decode("a").block();
		ClientRequest question = ClientRequest.create(HttpMethod.GET, URI.create("https://id.example/keys")).build();
		this.memory.forgetWithNewKeys()
			.filter(question, (request) -> Mono.just(ClientResponse.create(HttpStatus.OK).build()))
			.block();
		this.tokens.decode("a").block();
		assertThat(this.verified).hasValue(2);
	}

	@Test
	void aProviderThatIsAwayLetsThemBe() {
		this.tokens.decode("a").block();
		ClientRequest question = ClientRequest.create(HttpMethod.GET, URI.create("https://id.example/keys")).build();
		this.memory.forgetWithNewKeys()
			.filter(question, (request) -> Mono.error(new ConnectException("Nobody there")))
			.onErrorComplete()
			.block();
		this.tokens.decode("a").block();
		assertThat(this.verified).hasValue(1);
	}

	private Mono<Jwt> verify(String token) {
		return Mono.fromCallable(() -> {
			this.verified.incrementAndGet();
			if ("forged".equals(token)) {
				throw new BadJwtException("Signed by somebody else");
			}
			return Jwt.withTokenValue(token)
				.header("alg", "RS256")
				.subject("holder of " + token)
				.issuedAt(START.minus(Duration.ofHours(1)))
				.expiresAt(this.end)
				.build();
		});
	}

}
