package io.broadsheet.benchmarks.search;

import java.io.IOException;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.broadsheet.benchmarks.ledger.Child;

/**
 * A stand-in of MongoDB in a process of its own, with everything in memory.
 */
final class Database {

	private Database() {
	}

	public static void main(String[] args) throws IOException {
		MongoServer server = new MongoServer(new MemoryBackend());
		System.out.println(Child.READY + server.bindAndGetConnectionString());
		System.in.read();
		server.shutdownNow();
		System.exit(0);
	}

}
