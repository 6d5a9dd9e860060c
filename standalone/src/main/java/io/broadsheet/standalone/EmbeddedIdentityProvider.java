package io.broadsheet.standalone;

import java.net.URI;

import io.broadsheet.standalone.identity.IdentityProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * An OpenID provider inside this process.
 */
final class EmbeddedIdentityProvider implements Part {

	private final int port;

	private final URI gateway;

	private @Nullable ConfigurableApplicationContext context;

	EmbeddedIdentityProvider(int port, URI gateway) {
		this.port = port;
		this.gateway = gateway;
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
		this.context = IdentityProvider.start(this.port, this.gateway);
	}

	@Override
	public void stop() {
		if (this.context != null) {
			this.context.close();
		}
	}

}
