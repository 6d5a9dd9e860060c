package io.broadsheet.standalone;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Starts parts in order, and stops them in the opposite one.
 */
final class Stack {

	private final Console console;

	private final Deque<Part> started = new ArrayDeque<>();

	private boolean stopped;

	Stack(Console console) {
		this.console = console;
	}

	/**
	 * Starts parts one after the other, each when the one before is ready.
	 * @param parts the parts
	 * @throws Exception if one can't be started
	 */
	void startEach(List<Part> parts) throws Exception {
		for (Part part : parts) {
			startTogether(List.of(part));
		}
	}

	/**
	 * Starts parts at once and waits until all of them are ready.
	 * @param parts the parts
	 * @throws Exception if one can't be started
	 */
	void startTogether(List<? extends Part> parts) throws Exception {
		long start = System.nanoTime();
		for (Part part : parts) {
			this.console.say(part.name() + " is starting …");
			launch(part);
		}
		for (Part part : new ArrayList<>(parts)) {
			part.awaitReady();
			this.console.say(part.ready((System.nanoTime() - start) / 1e9));
		}
	}

	private synchronized void launch(Part part) throws Exception {
		if (this.stopped) {
			throw new InterruptedException("Stopped during start-up");
		}
		this.started.push(part);
		part.start();
	}

	/**
	 * Stops everything that was started, the last first. A part that is just being
	 * started is stopped when its start returns.
	 */
	synchronized void stop() {
		this.stopped = true;
		while (!this.started.isEmpty()) {
			Part part = this.started.pop();
			this.console.say(part.name() + " is stopping …");
			part.stop();
		}
		this.console.say("Stopped. The data is kept.");
	}

}
