package io.broadsheet.benchmarks.rankings;

import java.nio.file.Path;

/**
 * How long until another instance ranks what comes after the one that counted was killed.
 */
final class Restore {

	private final Path jar;

	private final String brokers;

	private final Path home;

	private final int heap;

	Restore(Path jar, String brokers, Path home, int heap) {
		this.jar = jar;
		this.brokers = brokers;
		this.home = home;
		this.heap = heap;
	}

	void measure(int articles, int visits, int standbys) throws Exception {
		String setting = "--spring.kafka.streams.properties.num.standby.replicas=" + standbys;
		Service first = Service.trending(this.jar, this.brokers, this.home, this.heap, setting);
		try (Service other = Service.trending(this.jar, this.brokers, this.home, this.heap, setting);
				Newspaper newspaper = new Newspaper(this.brokers)) {
			State state = new State(first, this.brokers, newspaper);
			state.fill(articles, visits);
			double seconds = Clock.seconds(() -> {
				first.kill();
				state.mark();
			});
			System.out.printf(
					"With %d standbys, %d articles and %d visits: %.1f s from the kill of one of two instances until "
							+ "all partitions rank again (10 s of them the session time-out)%n",
					standbys, articles, visits, seconds);
		}
		finally {
			first.close();
		}
	}

}
