package io.broadsheet.gateway.login;

import java.util.Optional;

import javax.crypto.spec.SecretKeySpec;

import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.security.jackson.SecurityJacksonModules;
import org.springframework.security.oauth2.client.web.server.ServerAuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.web.server.ServerWebExchange;

/**
 * Log-ins that have begun, each kept by its own browser, encrypted and authenticated with
 * a key that nobody else has: so however many begin, they take no room here.
 */
final class BegunLogIns implements ServerAuthorizationRequestRepository<OAuth2AuthorizationRequest> {

	private static final String COOKIE = "LOGIN";

	private static final int KEY_BYTES = 32;

	private static final int VECTOR_BYTES = 16;

	private final BytesEncryptor encryptor = new AesBytesEncryptor(
			new SecretKeySpec(KeyGenerators.secureRandom(KEY_BYTES).generateKey(), "AES"),
			KeyGenerators.secureRandom(VECTOR_BYTES), AesBytesEncryptor.CipherAlgorithm.GCM);

	private final JsonMapper json = JsonMapper.builder()
		.addModules(SecurityJacksonModules.getModules(BegunLogIns.class.getClassLoader()))
		.build();

	private final ShortCookies cookies;

	BegunLogIns(ShortCookies cookies) {
		this.cookies = cookies;
	}

	@Override
	public Mono<OAuth2AuthorizationRequest> loadAuthorizationRequest(ServerWebExchange exchange) {
		return Mono.justOrEmpty(ShortCookies.read(exchange, COOKIE).flatMap(this::open))
			.filter((begun) -> begun.getState() != null && begun.getState()
				.equals(exchange.getRequest().getQueryParams().getFirst(OAuth2ParameterNames.STATE)));
	}

	@Override
	public Mono<Void> saveAuthorizationRequest(OAuth2AuthorizationRequest begun, ServerWebExchange exchange) {
		return Mono.fromRunnable(
				() -> this.cookies.give(exchange, COOKIE, this.encryptor.encrypt(this.json.writeValueAsBytes(begun))));
	}

	@Override
	public Mono<OAuth2AuthorizationRequest> removeAuthorizationRequest(ServerWebExchange exchange) {
		return loadAuthorizationRequest(exchange).doOnNext((begun) -> this.cookies.takeBack(exchange, COOKIE));
	}

	/** What this gateway did not seal itself is nothing. */
	private Optional<OAuth2AuthorizationRequest> open(byte[] sealed) {
		try {
			return Optional.of(this.json.readValue(this.encryptor.decrypt(sealed), OAuth2AuthorizationRequest.class));
		}
		catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException | JacksonException ex) {
			return Optional.empty();
		}
	}

}
