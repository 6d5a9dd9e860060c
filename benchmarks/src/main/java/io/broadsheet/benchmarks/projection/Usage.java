package io.broadsheet.benchmarks.projection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Processor time that processes take for a piece of work, that of their compilers and
 * collectors included. Unlike a rate it hardly depends on what else the machine does.
 */
final class Usage {

	private final Map<String, ProcessHandle> processes = new LinkedHashMap<>();

	/**
	 * Adds a process.
	 * @param name what to call it
	 * @param pid its id
	 * @return this
	 */
	Usage of(String name, long pid) {
		this.processes.put(name, ProcessHandle.of(pid).orElseThrow());
		return this;
	}

	/**
	 * Does the work.
	 * @param items how many things are done by it
	 * @param work the work
	 * @return microseconds of processor time for each of them, by process
	 * @throws Exception if the work can't be done
	 */
	String during(int items, Step work) throws Exception {
		Map<String, Long> before = nanoseconds();
		work.run();
		return nanoseconds().entrySet().stream().map((after) -> {
			long spent = after.getValue() - Objects.requireNonNull(before.get(after.getKey()));
			return "%s %.0f".formatted(after.getKey(), spent / 1e3 / items);
		}).collect(Collectors.joining(" + "));
	}

	private Map<String, Long> nanoseconds() {
		Map<String, Long> result = new LinkedHashMap<>();
		this.processes
			.forEach((name, process) -> result.put(name, process.info().totalCpuDuration().orElseThrow().toNanos()));
		return result;
	}

}
