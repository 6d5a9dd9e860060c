package io.broadsheet.standalone;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many instances of each service are started. The gateway asks the first one; all of
 * them share the partitions of the topics that they read.
 */
final class Scale {

	/** There are no more partitions to share. */
	private static final int MOST = 6;

	private final Map<Service, Integer> instances;

	private Scale(Map<Service, Integer> instances) {
		this.instances = instances;
	}

	/**
	 * Understands what is asked for.
	 * @param asked numbers of instances by {@code ingest}, {@code catalog} or
	 * {@code trending}; of others there is one
	 * @return the scale
	 */
	static Scale of(Map<String, Integer> asked) {
		Map<Service, Integer> instances = new EnumMap<>(Service.class);
		asked.forEach((name, number) -> {
			if (number < 1 || number > MOST) {
				throw new StartFailure("--scale " + name + ": 1 to " + MOST + " instances, not " + number);
			}
			instances.put(service(name), number);
		});
		return new Scale(instances);
	}

	private static Service service(String name) {
		return switch (name) {
			case "ingest" -> Service.INGEST;
			case "catalog" -> Service.CATALOG;
			case "trending" -> Service.TRENDING;
			default -> throw new StartFailure("--scale takes ingest, catalog or trending, not " + name);
		};
	}

	int of(Service service) {
		return this.instances.getOrDefault(service, 1);
	}

}
