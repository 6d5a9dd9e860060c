package io.broadsheet.benchmarks.ledger;

import java.time.Duration;

/**
 * What the processors did, from some moment on. Unlike rates, it hardly depends on who
 * else uses them.
 *
 * @param broker the broker's processor time
 * @param peer that of the one who acknowledges
 * @param load that of this process, which makes the load
 */
record Effort(Duration broker, Duration peer, Duration load) {

	static Effort soFar(Child broker, Peer peer) {
		return new Effort(broker.processorTime(), peer.processorTime(),
				ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
	}

	Effort since(Effort before) {
		return new Effort(this.broker.minus(before.broker), this.peer.minus(before.peer), this.load.minus(before.load));
	}

	/** In words, for each of so many articles. */
	String perArticle(long articles) {
		return "%.2f ms of the processors each, the broker %.2f, the load %.2f".formatted(
				this.peer.toNanos() / 1e6 / articles, this.broker.toNanos() / 1e6 / articles,
				this.load.toNanos() / 1e6 / articles);
	}

}
