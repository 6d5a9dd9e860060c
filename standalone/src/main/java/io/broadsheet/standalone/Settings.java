package io.broadsheet.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is started where, as options and environment have it.
 *
 * @param home where the services' jars and the sample edition are
 * @param data where everything is kept between runs
 * @param ports the ports
 * @param kafkaServers brokers of somebody else, or null for the embedded one
 * @param mongodbUri a MongoDB of somebody else, or null for the embedded stand-in
 * @param issuerUri an OpenID provider of somebody else, or null for the embedded one
 * @param publisherZone the newspaper's time zone
 */
record Settings(Path home, Path data, Ports ports, @Nullable String kafkaServers, @Nullable String mongodbUri,
		@Nullable String issuerUri, ZoneId publisherZone) {

	static final List<String> SERVICES = List.of("ingest-service", "catalog-service", "trending-service", "gateway");

	private static final String LOOPBACK = "127.0.0.1";

	static Settings of(Path home, Path data, Ports ports) {
		Map<String, String> environment = System.getenv();
		return new Settings(home, data, ports, environment.get("KAFKA_BOOTSTRAP_SERVERS"),
				environment.get("MONGODB_URI"), environment.get("OIDC_ISSUER_URI"),
				zone(environment.getOrDefault("PUBLISHER_ZONE", "Asia/Ho_Chi_Minh")));
	}

	private static ZoneId zone(String name) {
		try {
			return ZoneId.of(name);
		}
		catch (DateTimeException ex) {
			throw new StartFailure(
					"PUBLISHER_ZONE: there is no time zone " + name + ", but for example Asia/Ho_Chi_Minh");
		}
	}

	boolean isKafkaEmbedded() {
		return this.kafkaServers == null;
	}

	boolean isMongodbEmbedded() {
		return this.mongodbUri == null;
	}

	boolean isIdentityProviderEmbedded() {
		return this.issuerUri == null;
	}

	URI gateway() {
		return URI.create("http://localhost:" + this.ports.gateway());
	}

	Path editionDirectory() {
		return this.home.resolve("standalone/edition");
	}

	Path logs() {
		return this.data.resolve("logs");
	}

	String holder() {
		return "process " + ProcessHandle.current().pid() + ", gateway at " + gateway();
	}

	List<Part> servers(DataDirectory directory) {
		return List.of(kafka(directory), mongodb());
	}

	private Part kafka(DataDirectory directory) {
		return (this.kafkaServers != null) ? new ExternalServer("kafka", this.kafkaServers)
				: new EmbeddedKafka(this.ports.kafka(), directory.resolve("kafka"));
	}

	private Part mongodb() {
		return (this.mongodbUri != null) ? new ExternalServer("mongodb", this.mongodbUri)
				: new EmbeddedMongo(this.ports.mongodb());
	}

	Part identityProvider() {
		return (this.issuerUri != null) ? new ExternalServer("openid", this.issuerUri)
				: new EmbeddedIdentityProvider(this.ports.identityProvider(), gateway());
	}

	String issuer() {
		return (this.issuerUri != null) ? this.issuerUri : "http://localhost:" + this.ports.identityProvider();
	}

	List<ServiceProcess> services(DataDirectory directory, Console console) throws IOException {
		Map<String, String> upstreams = Map.of("INGEST_URL", url(this.ports.ingest()), "CATALOG_URL",
				url(this.ports.catalog()), "TRENDING_URL", url(this.ports.trending()), "MEDIA_LOCATION",
				editionDirectory().resolve("photos").toUri().toString(), "OIDC_ISSUER_URI", issuer(),
				"SESSION_COOKIE_SECURE", "false");
		List<ServiceProcess> services = new ArrayList<>();
		services.add(service("ingest-service", this.ports.ingest(), 1, "192m",
				Map.of("VISITOR_SECRET", directory.secret("visitor-secret"), "OIDC_ISSUER_URI", issuer()), console));
		services.add(service("catalog-service", this.ports.catalog(), 2, "192m",
				Map.of("CURSOR_KEY", directory.secret("cursor-key")), console));
		services.add(service("trending-service", this.ports.trending(), 3, "192m", Map.of(), console));
		services.add(service("gateway", this.ports.gateway(), 0, "160m", upstreams, console));
		return services;
	}

	private ServiceProcess service(String name, int port, int management, String heap, Map<String, String> more,
			Console console) {
		Path jar = jar(name);
		int managementPort = this.ports.management(management);
		Map<String, String> environment = new LinkedHashMap<>(more);
		environment.put("SERVER_ADDRESS", LOOPBACK);
		environment.put("SERVER_PORT", String.valueOf(port));
		environment.put("MANAGEMENT_SERVER_ADDRESS", LOOPBACK);
		environment.put("MANAGEMENT_SERVER_PORT", String.valueOf(managementPort));
		environment.put("KAFKA_BOOTSTRAP_SERVERS",
				(this.kafkaServers != null) ? this.kafkaServers : LOOPBACK + ":" + this.ports.kafka());
		environment.put("KAFKA_REPLICAS", System.getenv().getOrDefault("KAFKA_REPLICAS", "1"));
		environment.put("MONGODB_URI", mongodb().address());
		environment.put("PUBLISHER_ZONE", this.publisherZone.getId());
		environment.put("PUBLISHER_SITE_URL", gateway().toString());
		environment.put("INSTANCE_ID", name + "-1");
		environment.put("STATE_DIR", this.data.resolve(name).toString());
		ServiceLog log = new ServiceLog(name, logs(), console);
		return new ServiceProcess(new ServiceSpec(name, jar, port, managementPort, heap, javaOptions(), environment),
				log, console);
	}

	Path jar(String service) {
		Path jar = this.home.resolve(service).resolve("target").resolve(service + ".jar");
		if (!Files.exists(jar)) {
			throw new StartFailure(jar + " is missing: build it with ./mvnw -DskipTests package");
		}
		return jar;
	}

	/** Compiling less makes four services on two cores start in half the time. */
	private static String javaOptions() {
		return System.getenv().getOrDefault("SERVICE_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
	}

	private static String url(int port) {
		return "http://" + LOOPBACK + ":" + port;
	}

}
