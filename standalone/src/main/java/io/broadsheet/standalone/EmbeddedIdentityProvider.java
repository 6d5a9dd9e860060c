package io.broadsheet.standalone;

import io.broadsheet.standalone.identity.IdentityProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * An OpenID provider inside this process.
 */
final class EmbeddedIdentityProvider implements Part {

	private final int port;

	private @Nullable ConfigurableApplicationContext context;

	EmbeddedIdentityProvider(int port) {
		this.port = port;
	}

	@Override
	public String name() {
		return "openid";
	}

	@Override
	public String address() {
		return "http://localhost:" + this.port;
	}

	@Override
	public void start() {
		this.context = IdentityProvider.start(this.port);
	}

	@Override
	public void stop() {
		if (this.context != null) {
			this.context.close();
		}
	}

}
