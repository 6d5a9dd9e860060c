package io.broadsheet.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Processor time that processes take for a piece of work, that of their compilers and
 * collectors included. Unlike a rate it hardly depends on what else the machine does.
 */
public final class Usage {

	private final Map<String, ProcessHandle> processes = new LinkedHashMap<>();

	/**
	 * Adds a process.
	 * @param name what to call it
	 * @param pid its id
	 * @return this
	 */
	public Usage of(String name, long pid) {
		this.processes.put(name, ProcessHandle.of(pid).orElseThrow());
		return this;
	}

	/**
	 * Adds this process.
	 * @param name what to call it
	 * @return this
	 */
	public Usage ofThis(String name) {
		return of(name, ProcessHandle.current().pid());
	}

	/**
	 * Begins to count.
	 * @return what is counted from now on
	 */
	public Since begin() {
		Map<String, Long> before = nanoseconds();
		return (items) -> nanoseconds().entrySet().stream().map((after) -> {
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

	/**
	 * What was spent since some moment.
	 */
	@FunctionalInterface
	public interface Since {

		/**
		 * Shares it out.
		 * @param items how many things were done meanwhile
		 * @return microseconds of processor time for each of them, by process
		 */
		String perItem(long items);

	}

}
