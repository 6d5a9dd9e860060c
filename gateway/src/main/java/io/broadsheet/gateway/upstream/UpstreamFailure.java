package io.broadsheet.gateway.upstream;

import java.io.IOException;

/**
 * An upstream did not answer, or with something that is no answer.
 */
final class UpstreamFailure extends IOException {

	UpstreamFailure(String upstream, Throwable cause) {
		super("The upstream " + upstream + " gave no answer that could be read", cause);
	}

}
