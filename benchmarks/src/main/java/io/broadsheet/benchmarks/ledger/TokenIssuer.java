package io.broadsheet.benchmarks.ledger;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

/**
 * As much of an OpenID provider as a service needs to verify an editor's tokens.
 */
public final class TokenIssuer implements AutoCloseable {

	private static final Duration LIFETIME = Duration.ofDays(1);

	private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

	private final KeyPair keys;

	private final DisposableServer server;

	/**
	 * Starts it on a free port.
	 * @throws GeneralSecurityException if no keys can be made
	 */
	public TokenIssuer() throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		this.keys = generator.generateKeyPair();
		this.server = HttpServer.create()
			.host("localhost")
			.port(0)
			.route((routes) -> routes
				.get("/.well-known/openid-configuration",
						(request, response) -> send(response,
								"{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\"}".formatted(uri())))
				.get("/keys", (request, response) -> send(response, keySet())))
			.bindNow();
	}

	private static Mono<Void> send(HttpServerResponse response, String json) {
		return response.header("Content-Type", "application/json").sendString(Mono.just(json)).then();
	}

	private String keySet() {
		RSAPublicKey key = (RSAPublicKey) this.keys.getPublic();
		return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"1\",\"use\":\"sig\",\"n\":\"%s\",\"e\":\"%s\"}]}"
			.formatted(encoded(key.getModulus()), encoded(key.getPublicExponent()));
	}

	/** Without the sign, as RFC 7518, section 6.3.1 has it. */
	private static String encoded(BigInteger number) {
		byte[] bytes = number.toByteArray();
		int sign = (bytes[0] == 0) ? 1 : 0;
		return BASE64.encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
	}

	/**
	 * Where it is.
	 * @return the issuer of its tokens
	 */
	public String uri() {
		return "http://localhost:" + this.server.port();
	}

	/**
	 * Makes an editor's token.
	 * @return a token that is good for a day
	 */
	public String token() {
		String claims = "{\"iss\":\"%s\",\"aud\":\"broadsheet\",\"sub\":\"benchmark\",\"roles\":[\"editor\"],\"exp\":%d}"
			.formatted(uri(), Instant.now().plus(LIFETIME).getEpochSecond());
		String signed = encoded("{\"alg\":\"RS256\",\"kid\":\"1\"}") + "." + encoded(claims);
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(this.keys.getPrivate());
			signature.update(signed.getBytes(StandardCharsets.US_ASCII));
			return signed + "." + BASE64.encodeToString(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String encoded(String text) {
		return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

}
