package io.broadsheet.standalone;

/**
 * What Broadsheet consists of, in the order in which it is started.
 */
enum Service {

	INGEST("ingest-service", "192m"),

	CATALOG("catalog-service", "192m"),

	TRENDING("trending-service", "192m"),

	GATEWAY("gateway", "160m");

	private final String module;

	private final String heap;

	Service(String module, String heap) {
		this.module = module;
		this.heap = heap;
	}

	/** The name of its module, which is that of its jar. */
	String module() {
		return this.module;
	}

	/** The largest heap that it needs here, as Java's -Xmx has it. */
	String heap() {
		return this.heap;
	}

}
