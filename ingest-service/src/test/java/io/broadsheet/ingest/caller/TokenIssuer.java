package io.broadsheet.ingest.caller;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An OpenID provider over real HTTP that signs whatever it is asked to.
 */
public final class TokenIssuer implements AutoCloseable {

	private final DisposableServer server;

	private volatile RSAKey key = rsaKey();

	private final JWK ellipticKey = ellipticKey();

	private final AtomicInteger asked = new AtomicInteger();

	private volatile boolean silent;

	/** Has threads of its own: a context that closes ends those that all share. */
	TokenIssuer(int port) {
		this.server = HttpServer.create()
			.runOn(LoopResources.create("token-issuer", 1, true))
			.host("localhost")
			.port(port)
			.route((routes) -> routes
				.get("/.well-known/openid-configuration",
						(request, response) -> send(response, Map.of("issuer", uri(), "jwks_uri", uri() + "/keys")))
				.get("/keys", (request, response) -> {
					this.asked.incrementAndGet();
					return send(response,
							new JWKSet(List.of(this.key, this.ellipticKey)).toPublicJWKSet().toJSONObject());
				}))
			.bindNow();
	}

	/** The one of all tests that need not have one of their own. */
	public static TokenIssuer shared() {
		return Shared.ISSUER;
	}

	/** What an editor sends, who may purge too, as {@code Authorization}. */
	public static String editor() {
		return Shared.EDITOR;
	}

	private Mono<Void> send(HttpServerResponse response, Map<String, Object> json) {
		if (this.silent) {
			return Mono.never();
		}
		return response.header("Content-Type", "application/json")
			.sendString(Mono.just(JSONObjectUtils.toJSONString(json)))
			.then();
	}

	public String uri() {
		return "http://localhost:" + this.server.port();
	}

	/** How often it was asked for its keys. */
	int timesAskedForKeys() {
		return this.asked.get();
	}

	RSAKey key() {
		return this.key;
	}

	/** From now on it takes connections and says nothing. */
	void fallSilent() {
		this.silent = true;
	}

	/** From now on it signs with another key, and knows nothing of the one before. */
	void rotateKey() {
		this.key = rsaKey();
	}

	/** The token of somebody who may do what the roles allow. */
	public String token(String name, String... roles) {
		return token((claims) -> claims.claim("preferred_username", name).claim("roles", List.of(roles)));
	}

	/** A token that is valid unless the claims are made otherwise. */
	String token(Consumer<JWTClaimsSet.Builder> more) {
		return token(JWSAlgorithm.RS256, more);
	}

	String token(JWSAlgorithm algorithm, Consumer<JWTClaimsSet.Builder> more) {
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(uri())
			.subject("subject")
			.audience(List.of("broadsheet"))
			.issueTime(Date.from(Instant.now().minusSeconds(7200)))
			.expirationTime(Date.from(Instant.now().plusSeconds(3600)));
		more.accept(claims);
		JWK signedBy = JWSAlgorithm.Family.EC.contains(algorithm) ? this.ellipticKey : this.key;
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(signedBy.getKeyID()).build(),
				claims.build());
		try {
			JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(signedBy, algorithm);
			token.sign(signer);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return token.serialize();
	}

	private static RSAKey rsaKey() {
		try {
			return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static JWK ellipticKey() {
		try {
			return new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString()).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

	/** Makes a service of a test believe the shared issuer. */
	public static final class Believed implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			TestPropertyValues.of("OIDC_ISSUER_URI=" + shared().uri()).applyTo(context);
		}

	}

	private static final class Shared {

		static final TokenIssuer ISSUER = new TokenIssuer(0);

		static final String EDITOR = "Bearer " + ISSUER.token("linh", "admin");

	}

}
