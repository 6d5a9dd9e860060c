package io.broadsheet.benchmarks.projection;

import java.io.IOException;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.broadsheet.benchmarks.ledger.Child;

/**
 * The program that stands in for MongoDB where none is given: it speaks its protocol and
 * keeps everything in memory. Its times say nothing about MongoDB's.
 */
final class MongoStandIn {

	private MongoStandIn() {
	}

	public static void main(String[] args) throws IOException {
		MongoServer server = new MongoServer(new MemoryBackend());
		System.out.println(Child.READY + server.bindAndGetConnectionString());
		System.in.read();
		server.shutdownNow();
		System.exit(0);
	}

}
