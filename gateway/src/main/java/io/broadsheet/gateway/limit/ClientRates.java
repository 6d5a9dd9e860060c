package io.broadsheet.gateway.limit;

import java.net.InetAddress;

import io.broadsheet.gateway.client.ClientAddresses;
import io.broadsheet.gateway.client.Networks;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * What each client has left of its share, and how it is told so: by the headers of
 * draft-ietf-httpapi-ratelimit-headers-11.
 */
final class ClientRates {

	private static final String POLICY = "\"requests\"";

	private final RateLimits limits;

	private final String policy;

	private final ClientAddresses addresses;

	private final Networks exempt;

	ClientRates(RateSettings settings, RateLimits limits, ClientAddresses addresses) {
		this.limits = limits;
		this.policy = POLICY + ";q=" + settings.requests() + ";w=" + settings.per().toSeconds();
		this.addresses = addresses;
		this.exempt = new Networks(settings.exempt());
	}

	/**
	 * Names who asks by the address.
	 * @param request the request
	 * @return the client, or null if it has no limit
	 */
	@Nullable String client(ServerHttpRequest request) {
		InetAddress address = this.addresses.of(request);
		return (address == null || this.exempt.contain(address)) ? null : RateLimits.client(address);
	}

	/**
	 * Takes one request out of a client's share.
	 * @param client the client
	 * @return what is left
	 */
	Quota take(String client) {
		return this.limits.take(client);
	}

	/**
	 * Tells a client what is left.
	 * @param quota what is left
	 * @param headers of the answer
	 */
	void tell(Quota quota, HttpHeaders headers) {
		headers.set("RateLimit", POLICY + ";r=" + quota.remaining() + ";t=" + Quota.seconds(quota.full()));
		headers.set("RateLimit-Policy", this.policy);
	}

}
