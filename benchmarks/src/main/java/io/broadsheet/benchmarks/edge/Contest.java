package io.broadsheet.benchmarks.edge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.broadsheet.benchmarks.Median;

/**
 * Several that do the same, measured in turns.
 */
final class Contest {

	private final String name;

	private final Map<String, Load> loads = new LinkedHashMap<>();

	private final Map<String, List<Double>> rates = new LinkedHashMap<>();

	Contest(String name) {
		this.name = name;
	}

	Contest with(String who, Load load) {
		this.loads.put(who, load);
		return this;
	}

	/** Warms up, then measures in turns and prints each round. */
	Contest run(int warmUpSeconds, int rounds, int seconds) throws Exception {
		for (Load load : this.loads.values()) {
			load.rate(warmUpSeconds);
		}
		for (int round = 1; round <= rounds; round++) {
			StringBuilder line = new StringBuilder(this.name + ", round " + round + ":");
			for (Map.Entry<String, Load> load : this.loads.entrySet()) {
				double rate = load.getValue().rate(seconds);
				this.rates.computeIfAbsent(load.getKey(), (who) -> new ArrayList<>()).add(rate);
				line.append(" %s %.0f/s,".formatted(load.getKey(), rate));
			}
			System.out.println(line.substring(0, line.length() - 1));
		}
		return this;
	}

	/**
	 * Prints the median, over the rounds, of how many times the one does what another
	 * does.
	 */
	void compare(String who, String other, String target) {
		List<Double> ratios = new ArrayList<>();
		List<Double> those = this.rates.getOrDefault(other, List.of());
		for (int round = 0; round < those.size(); round++) {
			ratios.add(this.rates.getOrDefault(who, List.of()).get(round) / those.get(round));
		}
		if (!ratios.isEmpty()) {
			System.out.printf("%s: %s does %.2f of %s (%.2f to %.2f; %s)%n", this.name, who, Median.of(ratios), other,
					Collections.min(ratios), Collections.max(ratios), target);
		}
	}

	/** Loads somebody for some seconds and says how much was done in each. */
	@FunctionalInterface
	interface Load {

		double rate(int seconds) throws Exception;

	}

}
