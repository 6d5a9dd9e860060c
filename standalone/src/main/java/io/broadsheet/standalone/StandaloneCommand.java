package io.broadsheet.standalone;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Starts Broadsheet on this machine, and stops it when asked to.
 */
@Command(name = "run", mixinStandardHelpOptions = true, version = "Broadsheet 0.1.0", sortOptions = false,
		usageHelpAutoWidth = true,
		description = {
				"Starts a newspaper's backend on this machine: a Kafka broker, a server that speaks MongoDB's protocol, an OpenID provider"
						+ " and Broadsheet's four services, all on the loopback interface. Ctrl-C stops it." },
		footer = { "", "Environment:", "  KAFKA_BOOTSTRAP_SERVERS   use these brokers instead of the embedded one",
				"  MONGODB_URI               use this MongoDB instead of the embedded stand-in",
				"  OIDC_ISSUER_URI           use this OpenID provider instead of the embedded one",
				"  NEWSROOM_CLIENT_ID, NEWSROOM_CLIENT_SECRET   who loads the sample edition there (newsroom, newsroom)",
				"  PUBLISHER_ZONE            the newspaper's time zone (Asia/Ho_Chi_Minh)",
				"  KAFKA_REPLICAS            copies of each partition of topics that are created (1)",
				"  SERVICE_JAVA_OPTIONS      options of the services' Java (-XX:TieredStopAtLevel=1: quick start, not top speed)",
				"  NO_COLOR                  no colours" })
final class StandaloneCommand implements Callable<Integer> {

	private static final int MOST_TRAFFIC = 1_000;

	@Option(names = "--data", paramLabel = "DIR",
			description = "where everything is kept between runs (data, beside ./run)")
	private @Nullable Path data;

	@Option(names = "--fresh", description = "forget the data of earlier runs first")
	private boolean fresh;

	@Option(names = "--no-edition", description = "start with an empty newspaper, without the sample edition")
	private boolean noEdition;

	@Option(names = "--traffic", paramLabel = "N",
			description = "play N readers a second, 1 to 1000, so that the lists move")
	private @Nullable Integer traffic;

	@Option(names = "--scale", paramLabel = "SERVICE=N",
			description = "start N instances of ingest, catalog or trending, the second 20 ports above the first; may be repeated")
	private Map<String, Integer> scale = Map.of();

	@Option(names = "--verbose", description = "show all that the services log, not warnings alone")
	private boolean verbose;

	@Option(names = "--no-build", description = "start what was built, however old it is; taken by ./run")
	private boolean noBuild;

	@Option(names = "--prepare", hidden = true,
			description = "make what the services start from quickly, and start nothing")
	private boolean prepare;

	@Option(names = "--home", hidden = true, description = "where the services' jars are")
	private Path home = Path.of("");

	@ArgGroup(validate = false, heading = "%nPorts:%n")
	private Ports ports = new Ports();

	public static void main(String[] args) {
		Logging.none();
		CommandLine commandLine = new CommandLine(new StandaloneCommand());
		commandLine.setExecutionExceptionHandler((failure, command, parsed) -> report(failure));
		System.exit(commandLine.execute(args));
	}

	private static int report(Exception failure) throws Exception {
		if (failure instanceof StartFailure) {
			System.err.println(failure.getMessage());
			return 1;
		}
		if (failure instanceof InterruptedException) {
			return 130;
		}
		throw failure;
	}

	@Override
	public Integer call() throws Exception {
		if (this.traffic != null && (this.traffic < 1 || this.traffic > MOST_TRAFFIC)) {
			throw new StartFailure("--traffic takes 1 to " + MOST_TRAFFIC + " readers a second, not " + this.traffic);
		}
		Console console = Console.ofTerminal(this.verbose);
		Path absoluteHome = this.home.toAbsolutePath().normalize();
		Path root = (this.data != null) ? this.data.toAbsolutePath().normalize() : absoluteHome.resolve("data");
		Settings settings = Settings.of(absoluteHome, root, this.ports, Scale.of(this.scale));
		if (this.prepare) {
			prepare(settings, console);
			return 0;
		}
		try (DataDirectory directory = DataDirectory.take(settings.data(), settings.holder())) {
			this.ports.check(settings);
			if (this.fresh) {
				directory.forget();
			}
			Logging.to(settings.logs().resolve("servers.log"));
			run(settings, directory, console);
		}
		return 0;
	}

	private static void prepare(Settings settings, Console console) throws Exception {
		for (Service service : Service.values()) {
			console.plain("Preparing quick starts of " + service.module() + " …");
			new ClassArchive(new ExtractedJar(settings.jar(service)).path()).make();
		}
	}

	private void run(Settings settings, DataDirectory directory, Console console) throws Exception {
		long start = System.nanoTime();
		Stack stack = new Stack(console);
		CountDownLatch stopped = new CountDownLatch(1);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			stack.stop();
			stopped.countDown();
		}, "stop"));
		List<Part> servers = settings.servers(directory);
		stack.startEach(servers);
		Part identityProvider = settings.identityProvider();
		List<ServiceProcess> services = settings.services(directory, console);
		stack.startTogether(Stream.concat(services.stream(), Stream.of(identityProvider)).toList());
		if (!this.noEdition) {
			loadEdition(settings, directory, console);
		}
		console.plain(Summary.of(settings, Stream.concat(servers.stream(), Stream.of(identityProvider)).toList(),
				services, (System.nanoTime() - start) / 1e9));
		if (this.traffic != null) {
			stack.startEach(List.of(new ReaderTraffic(settings.gateway(), this.traffic, console)));
		}
		stopped.await();
	}

	private static void loadEdition(Settings settings, DataDirectory directory, Console console) throws Exception {
		MachineClient newsroom = MachineClient.of(settings.issuer(), System.getenv());
		EditionLoader loader = new EditionLoader(settings.gateway(), newsroom, directory, Clock.systemUTC(), console);
		if (!loader.isLoaded()) {
			URI media = settings.gateway().resolve("/media/");
			SampleEdition edition = new SampleEdition(settings.editionDirectory(), media, settings.publisherZone(),
					Clock.fixed(loader.started(), ZoneOffset.UTC));
			if (Files.isDirectory(settings.editionDirectory())) {
				loader.load(edition.stories());
			}
		}
	}

}
