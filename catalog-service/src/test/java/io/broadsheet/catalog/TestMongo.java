package io.broadsheet.catalog;

import java.util.UUID;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.jspecify.annotations.Nullable;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * A database of its own for a test: on the server that is named in
 * {@code BROADSHEET_TEST_MONGODB_URI}, else on one in this process.
 */
public final class TestMongo implements AutoCloseable {

	private final @Nullable MongoServer embedded;

	private final String address;

	private final String database = "catalog-test-" + UUID.randomUUID();

	private final MongoClient client;

	public TestMongo() {
		this(MongoClientSettings.builder());
	}

	/**
	 * Connects with somebody who hears what is asked.
	 */
	public TestMongo(RecordedCommands recorded) {
		this(MongoClientSettings.builder().addCommandListener(recorded));
	}

	private TestMongo(MongoClientSettings.Builder settings) {
		String given = System.getenv("BROADSHEET_TEST_MONGODB_URI");
		this.embedded = (given == null) ? new MongoServer(new MemoryBackend()) : null;
		this.address = (this.embedded != null) ? this.embedded.bindAndGetConnectionString() : given;
		this.client = MongoClients.create(settings.applyConnectionString(new ConnectionString(this.address)).build());
	}

	/**
	 * Whether this is the server in this process, which keeps no query plans.
	 */
	public boolean isStandIn() {
		return this.embedded != null;
	}

	public ReactiveMongoTemplate template() {
		return new ReactiveMongoTemplate(this.client, this.database);
	}

	/**
	 * The address of the test's database, with the options of the server's.
	 */
	public String uri() {
		String[] parts = this.address.split("\\?", 2);
		String options = (parts.length == 2) ? "?" + parts[1] : "";
		return parts[0].replaceFirst("(//[^/]+).*", "$1/") + this.database + options;
	}

	/**
	 * A line to the server that can be disturbed.
	 */
	public Wire wire() {
		String[] server = this.address.replaceFirst("mongodb://([^@/]*@)?([^,/?]+).*", "$2").split(":");
		return new Wire(server[0], (server.length > 1) ? Integer.parseInt(server[1]) : 27017);
	}

	/**
	 * The address of the test's database at the other end of a line, which a client does
	 * not leave for what a replica set calls its members.
	 */
	public String uri(Wire wire) {
		return uri().replaceFirst("(mongodb://(?:[^@/]*@)?)[^/?]+", "$1localhost:" + wire.port())
			.replaceFirst("replicaSet=[^&]*", "directConnection=true");
	}

	@Override
	public void close() {
		template().getMongoDatabase().flatMap((db) -> reactor.core.publisher.Mono.from(db.drop())).block();
		this.client.close();
		if (this.embedded != null) {
			this.embedded.shutdownNow();
		}
	}

}
