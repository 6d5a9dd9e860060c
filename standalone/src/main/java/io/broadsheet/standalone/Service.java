package io.broadsheet.standalone;

/**
 * What Broadsheet consists of, in the order in which it is started.
 */
enum Service {

	INGEST("ingest-service", "192m", "--ingest-port"),

	CATALOG("catalog-service", "192m", "--catalog-port"),

	TRENDING("trending-service", "192m", "--trending-port"),

	GATEWAY("gateway", "160m", "--gateway-port");

	private final String module;

	private final String heap;

	private final String portOption;

	Service(String module, String heap, String portOption) {
		this.module = module;
		this.heap = heap;
		this.portOption = portOption;
	}

	/** The name of its module, which is that of its jar. */
	String module() {
		return this.module;
	}

	/** The option that moves its port. */
	String portOption() {
		return this.portOption;
	}

	/** The largest heap that it needs here, as Java's -Xmx has it. */
	String heap() {
		return this.heap;
	}

}
