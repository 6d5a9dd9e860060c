package io.broadsheet.standalone;

import de.bwaldvogel.mongo.MongoServer;
import io.broadsheet.mongo.PrimaryKeyBackend;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for MongoDB: mongo-java-server, which speaks MongoDB's protocol and keeps
 * everything in memory. The catalog rebuilds its collections from the log at each start.
 */
final class EmbeddedMongo implements Part {

	private final int port;

	private @Nullable MongoServer server;

	EmbeddedMongo(int port) {
		this.port = port;
	}

	@Override
	public String name() {
		return "mongodb";
	}

	@Override
	public String address() {
		return "mongodb://127.0.0.1:" + this.port + "/broadsheet";
	}

	@Override
	public void start() {
		MongoServer started = new MongoServer(new PrimaryKeyBackend());
		this.server = started;
		started.bind("127.0.0.1", this.port);
	}

	@Override
	public void stop() {
		if (this.server != null) {
			this.server.shutdownNow();
		}
	}

}
