package io.broadsheet.gateway.cache;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * How an origin fails that says nothing itself, by the names of RFC 9110.
 */
public final class OriginFailure {

	private OriginFailure() {
	}

	/**
	 * It did not answer in time.
	 * @return what to fail with
	 */
	public static ResponseStatusException gatewayTimeout() {
		return new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT);
	}

	/**
	 * It answered with nothing that could be passed on.
	 * @param cause what was wrong with it, if that is known
	 * @return what to fail with
	 */
	static ResponseStatusException badGateway(@Nullable Throwable cause) {
		return new ResponseStatusException(HttpStatus.BAD_GATEWAY, null, cause);
	}

}
