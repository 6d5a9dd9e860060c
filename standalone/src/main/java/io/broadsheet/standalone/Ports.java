package io.broadsheet.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.Option;

/**
 * The ports, all on the loopback interface.
 */
final class Ports {

	/** Between an instance of a service and the next one; far enough for none to meet. */
	private static final int STEP = 20;

	@Option(names = "--gateway-port", paramLabel = "PORT", defaultValue = "8080",
			description = "${DEFAULT-VALUE}: the public API")
	private int gateway;

	@Option(names = "--ingest-port", paramLabel = "PORT", defaultValue = "8081",
			description = "${DEFAULT-VALUE}: ingest-service")
	private int ingest;

	@Option(names = "--catalog-port", paramLabel = "PORT", defaultValue = "8082",
			description = "${DEFAULT-VALUE}: catalog-service")
	private int catalog;

	@Option(names = "--trending-port", paramLabel = "PORT", defaultValue = "8083",
			description = "${DEFAULT-VALUE}: trending-service")
	private int trending;

	@Option(names = "--kafka-port", paramLabel = "PORT", defaultValue = "9092",
			description = "${DEFAULT-VALUE}: the Kafka broker")
	private int kafka;

	@Option(names = "--mongodb-port", paramLabel = "PORT", defaultValue = "27017",
			description = "${DEFAULT-VALUE}: MongoDB's protocol")
	private int mongodb;

	@Option(names = "--openid-port", paramLabel = "PORT", defaultValue = "9000",
			description = "${DEFAULT-VALUE}: the OpenID provider")
	private int identityProvider;

	@Option(names = "--management-port", paramLabel = "PORT", defaultValue = "9080",
			description = "${DEFAULT-VALUE}: health and metrics of the gateway; of ingest, catalog and trending on the three after it")
	private int management;

	@Option(names = "--port-offset", paramLabel = "N", defaultValue = "0",
			description = "adds N to every port, for a second Broadsheet on the machine")
	private int offset;

	int of(Service service) {
		return of(service, 1);
	}

	int of(Service service, int instance) {
		int port = switch (service) {
			case INGEST -> this.ingest;
			case CATALOG -> this.catalog;
			case TRENDING -> this.trending;
			case GATEWAY -> this.gateway;
		};
		return port + STEP * (instance - 1) + this.offset;
	}

	int kafka() {
		return this.kafka + this.offset;
	}

	int mongodb() {
		return this.mongodb + this.offset;
	}

	int identityProvider() {
		return this.identityProvider + this.offset;
	}

	int managementOf(Service service) {
		return managementOf(service, 1);
	}

	int managementOf(Service service, int instance) {
		int place = switch (service) {
			case GATEWAY -> 0;
			case INGEST -> 1;
			case CATALOG -> 2;
			case TRENDING -> 3;
		};
		return this.management + place + STEP * (instance - 1) + this.offset;
	}

	/**
	 * Makes sure that all ports are free.
	 * @param settings tells which of them are needed
	 */
	void check(Settings settings) {
		Map<Integer, String> options = new LinkedHashMap<>();
		for (Service service : List.of(Service.GATEWAY, Service.INGEST, Service.CATALOG, Service.TRENDING)) {
			for (int instance = 1; instance <= settings.scale().of(service); instance++) {
				add(options, of(service, instance), service.portOption());
			}
		}
		if (settings.isKafkaEmbedded()) {
			add(options, kafka(), "--kafka-port");
		}
		if (settings.isMongodbEmbedded()) {
			add(options, mongodb(), "--mongodb-port");
		}
		if (settings.isIdentityProviderEmbedded()) {
			add(options, identityProvider(), "--openid-port");
		}
		for (Service service : Service.values()) {
			for (int instance = 1; instance <= settings.scale().of(service); instance++) {
				add(options, managementOf(service, instance), "--management-port");
			}
		}
		options.forEach(Ports::check);
	}

	private static void add(Map<Integer, String> options, int port, String option) {
		if (port < 1 || port > 65535) {
			throw new StartFailure(option + ": " + port + " is not a port");
		}
		String other = options.putIfAbsent(port, option);
		if (other != null) {
			throw new StartFailure("Port " + port + " can't be both " + other + " and " + option);
		}
	}

	private static void check(int port, String option) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		}
		catch (IOException ex) {
			throw new StartFailure("Port " + port + " is taken. Stop what listens there, or choose another with "
					+ option + " (or move all ports with --port-offset).");
		}
	}

}
