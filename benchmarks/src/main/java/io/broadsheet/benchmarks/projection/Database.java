package io.broadsheet.benchmarks.projection;

import java.io.IOException;
import java.util.Optional;

import io.broadsheet.benchmarks.Usage;
import io.broadsheet.benchmarks.ledger.Child;

/**
 * The database server that the projection and the driver write to: the one that
 * {@value #GIVEN} names, or else a stand-in that runs beside the benchmark.
 */
final class Database implements AutoCloseable {

	/** The environment variable that names a server. */
	static final String GIVEN = "BROADSHEET_TEST_MONGODB_URI";

	private static final String NAME = "broadsheet-benchmark";

	private final Optional<Child> standIn;

	private final String uri;

	private Database(Optional<Child> standIn, String server) {
		this.standIn = standIn;
		this.uri = server.replaceFirst("^(mongodb://[^/]+)/?[^?]*", "$1/" + NAME);
	}

	/**
	 * Starts the stand-in if no server is given.
	 * @return the database, which may hold what an earlier run left
	 * @throws IOException if the stand-in can't be started
	 */
	static Database start() throws IOException {
		String given = System.getenv(GIVEN);
		if (given != null) {
			System.out.println("On the server of " + GIVEN);
			return new Database(Optional.empty(), given);
		}
		System.out.println("On a stand-in for MongoDB that keeps everything in memory: only ratios mean something");
		Child standIn = MongoStandIn.start();
		return new Database(Optional.of(standIn), standIn.awaitReady());
	}

	/**
	 * Its address.
	 * @return a connection string that names the database
	 */
	String uri() {
		return this.uri;
	}

	/**
	 * Lets its processor time be counted, if its process is known.
	 * @param usage what counts
	 * @return the same
	 */
	Usage countedBy(Usage usage) {
		this.standIn.ifPresent((child) -> usage.of("server", child.pid()));
		return usage;
	}

	/**
	 * Has it collect its garbage, if it is a virtual machine.
	 * @throws IOException if it can't be asked
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void collectGarbage() throws IOException, InterruptedException {
		if (this.standIn.isPresent()) {
			this.standIn.get().heapAfterCollection();
		}
	}

	@Override
	public void close() throws IOException, InterruptedException {
		if (this.standIn.isPresent()) {
			this.standIn.get().close();
		}
	}

}
