package io.broadsheet.standalone;

/**
 * A server that somebody else runs.
 *
 * @param name the part that it replaces
 * @param address where it is
 */
record ExternalServer(String name, String address) implements Part {

	@Override
	public void start() {
		// runs already, or will: the services wait for it
	}

	@Override
	public void stop() {
		// not ours to stop
	}

}
