package io.broadsheet.gateway;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * An OpenID provider over real HTTP, where tests log in without a page for it.
 */
final class OpenIdProvider implements AutoCloseable {

	private final Map<String, Login> loginsByCode = new ConcurrentHashMap<>();

	private final RSAKey key;

	private final DisposableServer server;

	private final AtomicInteger asked = new AtomicInteger();

	private volatile boolean silent;

	private volatile Fault fault = Fault.NONE;

	OpenIdProvider() {
		try {
			this.key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		this.server = HttpServer.create()
			.host("localhost")
			.port(0)
			.route((routes) -> routes
				.get("/.well-known/openid-configuration", (request, response) -> send(response, 200, metadata()))
				.get("/keys", (request, response) -> keys(response))
				.post("/token",
						(request, response) -> request.receive()
							.aggregate()
							.asString()
							.flatMap((form) -> this.fault.answer(response, () -> exchange(response, form)))))
			.bindNow();
	}

	private Map<String, Object> metadata() {
		return Map.of("issuer", uri(), "authorization_endpoint", uri() + "/authorize", "token_endpoint",
				uri() + "/token", "jwks_uri", uri() + "/keys", "end_session_endpoint", uri() + "/logout",
				"subject_types_supported", List.of("public"), "response_types_supported", List.of("code"),
				"id_token_signing_alg_values_supported", List.of("RS256"));
	}

	private Mono<Void> keys(HttpServerResponse response) {
		this.asked.incrementAndGet();
		return send(response, 200, new JWKSet(this.key).toPublicJWKSet().toJSONObject());
	}

	/** How often it was asked for its keys. */
	int timesAskedForKeys() {
		return this.asked.get();
	}

	/** From now on this happens to who wants tokens for a code. */
	void failWith(Fault fault) {
		this.fault = fault;
	}

	/** A code is good for who began the log-in, as RFC 7636 has it, and once. */
	private Mono<Void> exchange(HttpServerResponse response, String form) {
		Map<String, String> fields = parameters(URI.create("?" + form));
		Login login = this.loginsByCode.remove(fields.getOrDefault("code", ""));
		if (login == null || !login.challenge().equals(challenge(fields.getOrDefault("code_verifier", "")))
				|| !login.clientId().equals(fields.get("client_id"))) {
			return send(response, 400, Map.of("error", "invalid_grant"));
		}
		return send(response, 200,
				Map.of("token_type", "Bearer", "expires_in", Math.max(1, login.lifetime().toSeconds()), "access_token",
						token(login.lifetime(),
								(claims) -> claims.claim("preferred_username", login.user())
									.claim("roles", List.of(login.role()))),
						"id_token", token(Duration.ofMinutes(5),
								(claims) -> claims.audience(login.clientId()).claim("nonce", login.nonce()))));
	}

	private static String challenge(String verifier) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Mono<Void> send(HttpServerResponse response, int status, Map<String, Object> json) {
		if (this.silent) {
			return Mono.never();
		}
		return response.status(status)
			.header("Content-Type", "application/json")
			.sendByteArray(Mono.just(JSONObjectUtils.toJSONString(json).getBytes(StandardCharsets.UTF_8)))
			.then();
	}

	String uri() {
		return "http://localhost:" + this.server.port();
	}

	/** From now on it takes connections and says nothing. */
	void fallSilent() {
		this.silent = true;
	}

	/**
	 * A user logs in on the provider's page.
	 * @return where the provider sends the browser then
	 */
	String logIn(String page, String user, String role, Duration lifetime) {
		Map<String, String> asked = parameters(URI.create(page));
		String code = UUID.randomUUID().toString();
		this.loginsByCode.put(code, new Login(user, role, asked.get("client_id"), asked.get("code_challenge"),
				asked.get("nonce"), lifetime));
		return asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state");
	}

	static Map<String, String> parameters(URI address) {
		Map<String, String> parameters = new LinkedHashMap<>();
		UriComponentsBuilder.fromUri(address)
			.build()
			.getQueryParams()
			.forEach((name, values) -> parameters.put(name,
					java.net.URLDecoder.decode(values.get(0), StandardCharsets.UTF_8)));
		return parameters;
	}

	/** What somebody of this role sends as {@code Authorization}. */
	String bearer(String role) {
		return "Bearer " + token(Duration.ofHours(1), (claims) -> claims.claim("roles", List.of(role)));
	}

	/** A token that is valid unless the claims are made otherwise. */
	String token(Duration lifetime, Consumer<JWTClaimsSet.Builder> more) {
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(uri())
			.subject("subject")
			.audience(List.of("broadsheet"))
			.issueTime(Date.from(Instant.now().minusSeconds(7200)))
			.expirationTime(Date.from(Instant.now().plus(lifetime)));
		more.accept(claims);
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(this.key.getKeyID()).build(),
				claims.build());
		try {
			token.sign(new RSASSASigner(this.key));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return token.serialize();
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

	/**
	 * What may happen when a code is exchanged.
	 */
	enum Fault {

		NONE, SILENCE, CLOSED, SERVER_ERROR, GARBAGE;

		private Mono<Void> answer(HttpServerResponse response, Supplier<Mono<Void>> exchange) {
			return switch (this) {
				case NONE -> exchange.get();
				case SILENCE -> Mono.never();
				case CLOSED -> {
					response.withConnection((connection) -> connection.channel().close());
					yield Mono.never();
				}
				case SERVER_ERROR -> response.status(500).send();
				case GARBAGE -> response.header("Content-Type", "text/html")
					.sendByteArray(Mono.just(new byte[] { '<', 'p', '>' }))
					.then();
			};
		}

	}

	private record Login(String user, String role, String clientId, String challenge, String nonce, Duration lifetime) {

	}

}
