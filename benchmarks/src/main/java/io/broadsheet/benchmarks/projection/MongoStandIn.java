package io.broadsheet.benchmarks.projection;

import java.io.IOException;

import de.bwaldvogel.mongo.MongoServer;
import io.broadsheet.benchmarks.ledger.Child;
import io.broadsheet.mongo.PrimaryKeyBackend;

/**
 * The program that stands in for MongoDB where none is given: it speaks its protocol and
 * keeps everything in memory. Its times say nothing about MongoDB's.
 */
public final class MongoStandIn {

	/** Enough for several collections of 100,000 articles of 5 KB. */
	private static final String HEAP = "6g";

	private MongoStandIn() {
	}

	/**
	 * Starts it as a process of its own.
	 * @return the process, which says the address when it is ready
	 * @throws IOException if it can't be started
	 */
	public static Child start() throws IOException {
		return Child.ofStandIn(HEAP, MongoStandIn.class);
	}

	/**
	 * Runs until its standard input ends.
	 * @param args none
	 * @throws IOException if the standard input can't be read
	 */
	public static void main(String[] args) throws IOException {
		MongoServer server = new MongoServer(new PrimaryKeyBackend());
		System.out.println(Child.READY + server.bindAndGetConnectionString());
		System.in.read();
		server.shutdownNow();
		System.exit(0);
	}

}
