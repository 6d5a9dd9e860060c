package io.broadsheet.gateway.limit;

import io.broadsheet.gateway.cache.Admission;
import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Lets those go on without the filters whom they would let pass: who sends no body and
 * has something left of the share. The cache has looked at the address, at what is
 * accepted and at who it is already.
 */
final class PlainReads implements Admission {

	private final ClientRates rates;

	PlainReads(ClientRates rates) {
		this.rates = rates;
	}

	@Override
	public boolean admits(ServerHttpRequest request, ServerHttpResponse response) {
		return !BodyLimitFilter.hasBody(request.getHeaders()) && isGranted(request, response);
	}

	private boolean isGranted(ServerHttpRequest request, ServerHttpResponse response) {
		String client = this.rates.client(request);
		if (client == null) {
			return true;
		}
		Quota quota = this.rates.take(client);
		if (quota.granted()) {
			response.beforeCommit(() -> Mono.fromRunnable(() -> this.rates.tell(quota, response.getHeaders())));
		}
		return quota.granted();
	}

}
