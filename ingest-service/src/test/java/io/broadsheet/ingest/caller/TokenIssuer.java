package io.broadsheet.ingest.caller;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

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

/**
 * An OpenID provider over real HTTP that signs whatever it is asked to.
 */
final class TokenIssuer implements AutoCloseable {

	private final RSAKey key;

	private final DisposableServer server;

	private volatile boolean silent;

	TokenIssuer(int port) {
		try {
			this.key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		this.server = HttpServer.create()
			.host("localhost")
			.port(port)
			.route((routes) -> routes
				.get("/.well-known/openid-configuration",
						(request, response) -> send(response, Map.of("issuer", uri(), "jwks_uri", uri() + "/keys")))
				.get("/keys", (request, response) -> send(response, new JWKSet(this.key).toJSONObject())))
			.bindNow();
	}

	private Mono<Void> send(HttpServerResponse response, Map<String, Object> json) {
		if (this.silent) {
			return Mono.never();
		}
		return response.header("Content-Type", "application/json")
			.sendString(Mono.just(JSONObjectUtils.toJSONString(json)))
			.then();
	}

	String uri() {
		return "http://localhost:" + this.server.port();
	}

	/** From now on it takes connections and says nothing. */
	void fallSilent() {
		this.silent = true;
	}

	String token(String name) {
		return token((claims) -> claims.claim("preferred_username", name));
	}

	/** A token that is valid unless the claims are made otherwise. */
	String token(Consumer<JWTClaimsSet.Builder> more) {
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(uri())
			.subject("subject")
			.audience(List.of("broadsheet"))
			.issueTime(Date.from(Instant.now().minusSeconds(7200)))
			.expirationTime(Date.from(Instant.now().plusSeconds(3600)));
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

}
