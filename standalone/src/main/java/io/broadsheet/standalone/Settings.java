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
 * @param scale how many instances of each service
 * @param kafkaServers brokers of somebody else, or null for the embedded one
 * @param mongodbUri a MongoDB of somebody else, or null for the embedded stand-in
 * @param issuerUri an OpenID provider of somebody else, or null for the embedded one
 * @param publisherZone the newspaper's time zone
 */
record Settings(Path home, Path data, Ports ports, Scale scale, @Nullable String kafkaServers,
		@Nullable String mongodbUri, @Nullable String issuerUri, ZoneId publisherZone) {

	private static final String LOOPBACK = "127.0.0.1";

	static Settings of(Path home, Path data, Ports ports, Scale scale) {
		Map<String, String> environment = System.getenv();
		return new Settings(home, data, ports, scale, environment.get("KAFKA_BOOTSTRAP_SERVERS"),
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
		return URI.create("http://localhost:" + this.ports.of(Service.GATEWAY));
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
		List<ServiceProcess> services = new ArrayList<>();
		for (Service service : Service.values()) {
			for (int instance = 1; instance <= this.scale.of(service); instance++) {
				String name = name(service, instance);
				ServiceSpec spec = new ServiceSpec(name, jar(service), this.ports.of(service, instance),
						this.ports.managementOf(service, instance), service.heap(), javaOptions(),
						environment(service, instance, directory));
				services.add(new ServiceProcess(spec, new ServiceLog(name, logs(), console), console));
			}
		}
		return services;
	}

	private static String name(Service service, int instance) {
		return service.module() + ((instance > 1) ? "-" + instance : "");
	}

	private Map<String, String> environment(Service service, int instance, DataDirectory directory) throws IOException {
		int port = this.ports.of(service, instance);
		Map<String, String> environment = new LinkedHashMap<>(own(service, directory));
		environment.put("SERVER_ADDRESS", LOOPBACK);
		environment.put("SERVER_PORT", String.valueOf(port));
		environment.put("ADVERTISED_ADDRESS", LOOPBACK + ":" + port);
		environment.put("MANAGEMENT_SERVER_ADDRESS", LOOPBACK);
		environment.put("MANAGEMENT_SERVER_PORT", String.valueOf(this.ports.managementOf(service, instance)));
		environment.put("KAFKA_BOOTSTRAP_SERVERS",
				(this.kafkaServers != null) ? this.kafkaServers : LOOPBACK + ":" + this.ports.kafka());
		environment.put("KAFKA_REPLICAS", System.getenv().getOrDefault("KAFKA_REPLICAS", "1"));
		environment.put("MONGODB_URI", mongodb().address());
		environment.put("PUBLISHER_ZONE", this.publisherZone.getId());
		environment.put("PUBLISHER_SITE_URL", gateway().toString());
		environment.put("INSTANCE_ID", service.module() + "-" + instance);
		environment.put("STATE_DIR", this.data.resolve(name(service, instance)).toString());
		return environment;
	}

	/** Settings that no other service has. */
	private Map<String, String> own(Service service, DataDirectory directory) throws IOException {
		return switch (service) {
			case INGEST -> Map.of("VISITOR_SECRET", directory.secret("visitor-secret"), "OIDC_ISSUER_URI", issuer());
			case CATALOG -> Map.of("CURSOR_KEY", directory.secret("cursor-key"));
			case TRENDING -> Map.of();
			case GATEWAY -> Map.of("INGEST_URL", url(Service.INGEST), "CATALOG_URL", url(Service.CATALOG),
					"TRENDING_URL", url(Service.TRENDING), "MEDIA_LOCATION",
					editionDirectory().resolve("photos").toUri().toString(), "OIDC_ISSUER_URI", issuer(),
					"SESSION_COOKIE_SECURE", "false");
		};
	}

	Path jar(Service service) {
		Path jar = this.home.resolve(service.module()).resolve("target").resolve(service.module() + ".jar");
		if (!Files.exists(jar)) {
			throw new StartFailure(jar + " is missing: build it with ./mvnw -DskipTests package");
		}
		return jar;
	}

	/** Compiling less makes four services on two cores start in half the time. */
	private static String javaOptions() {
		return System.getenv().getOrDefault("SERVICE_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
	}

	private String url(Service service) {
		return "http://" + LOOPBACK + ":" + this.ports.of(service);
	}

}
