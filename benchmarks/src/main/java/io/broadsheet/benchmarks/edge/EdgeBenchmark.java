package io.broadsheet.benchmarks.edge;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import io.broadsheet.benchmarks.ledger.Broker;
import io.broadsheet.benchmarks.ledger.Child;
import io.broadsheet.benchmarks.ledger.TokenIssuer;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.admin.Admin;

/**
 * How fast the gateway is, with all that it does, and what it keeps in memory.
 */
public final class EdgeBenchmark {

	private static final int WARM_UP = 20;

	private static final String NOBODY_EXEMPT = "--RATE_LIMIT_EXEMPT=192.0.2.1";

	private static final String GENEROUS = "--RATE_LIMIT=100000000";

	private final Path jar;

	private final Path home;

	private final Wrk wrk;

	private final int rounds;

	private final int seconds;

	private final long distinct;

	private EdgeBenchmark(Path jar, Path home, int rounds, int seconds, long distinct) {
		this.jar = jar;
		this.home = home;
		this.wrk = new Wrk(home);
		this.rounds = rounds;
		this.seconds = seconds;
		this.distinct = distinct;
	}

	/**
	 * Measures.
	 * @param args the gateway's jar, a directory to work in, and if others than usual are
	 * wanted: rounds, seconds of each measurement, and distinct addresses
	 * @throws Exception if anything fails
	 */
	public static void main(String[] args) throws Exception {
		int rounds = (args.length > 2) ? Integer.parseInt(args[2]) : 5;
		int seconds = (args.length > 3) ? Integer.parseInt(args[3]) : 5;
		long distinct = (args.length > 4) ? Long.parseLong(args[4]) : 1_000_000;
		new EdgeBenchmark(Path.of(args[0]), Path.of(args[1]), rounds, seconds, distinct).measure();
		System.exit(0);
	}

	private void measure() throws Exception {
		try (Child broker = Child.ofOwn(Broker.class);
				Child catalog = Child.ofOwn(Upstream.class);
				Child bare = Child.ofOwn(Upstream.class);
				TokenIssuer issuer = new TokenIssuer()) {
			String brokers = broker.awaitReady();
			createTopics(brokers);
			int upstream = Integer.parseInt(catalog.awaitReady());
			String bareUrl = "http://127.0.0.1:" + bare.awaitReady() + "/api/v1/articles/";
			Optional<Nginx> nginx = Nginx.start(this.home, upstream);
			try {
				speed(new Setting(brokers, "http://127.0.0.1:" + upstream, issuer), bareUrl, nginx);
				memory(new Setting(brokers, "http://127.0.0.1:" + upstream, issuer));
			}
			finally {
				if (nginx.isPresent()) {
					nginx.get().close();
				}
			}
		}
	}

	private static void createTopics(String brokers) throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
			admin.createTopics(Arrays.stream(Topic.values()).map((topic) -> topic.toNewTopic((short) 1)).toList())
				.all()
				.get();
		}
	}

	private void speed(Setting setting, String bare, Optional<Nginx> nginx) throws Exception {
		try (Gateway gateway = start(setting);
				Gateway counting = start(setting, NOBODY_EXEMPT, GENEROUS);
				Gateway silent = start(setting, "--management.metrics.enable.all=false")) {
			Contest kept = new Contest("Kept article").with("gateway", (s) -> this.wrk.rate(gateway.url("kept-1"), s))
				.with("bare Reactor Netty", (s) -> this.wrk.rate(bare + "kept-1", s));
			nginx.ifPresent((server) -> kept.with("nginx", (s) -> this.wrk.rate(server.keeping("kept-1"), s)));
			kept.run(WARM_UP, this.rounds, this.seconds);
			kept.compare("gateway", "bare Reactor Netty", "target: at least 0.8");
			kept.compare("gateway", "nginx", "target: at least 1.5");
			Contest passed = new Contest("Passed article").with("gateway",
					(s) -> this.wrk.rateOfDistinct(gateway.url("passed-"), s));
			nginx.ifPresent(
					(server) -> passed.with("nginx", (s) -> this.wrk.rateOfDistinct(server.passing("passed-"), s)));
			String bearer = "Authorization: Bearer " + setting.issuer.token();
			passed.with("with a token", (s) -> this.wrk.rateOfDistinct(gateway.url("passed-"), s, bearer))
				.with("with a counted rate", (s) -> this.wrk.rateOfDistinct(counting.url("passed-"), s))
				.with("without metrics", (s) -> this.wrk.rateOfDistinct(silent.url("passed-"), s))
				.run(WARM_UP, this.rounds, this.seconds);
			passed.compare("gateway", "nginx", "target: at least 0.35");
			passed.compare("with a token", "gateway", "what checking it costs");
			passed.compare("with a counted rate", "gateway", "what counting costs");
			passed.compare("gateway", "without metrics", "what metrics cost");
		}
	}

	private void memory(Setting setting) throws Exception {
		try (Gateway gateway = start(setting, "--broadsheet.stream.per-client=2000");
				OpenStreams streams = new OpenStreams(gateway.port())) {
			System.out.printf("Heap after a full collection: at the start %.0f MiB%n", gateway.heapAfterCollection());
			long asked = 0;
			for (int quarter = 1; quarter <= 4; quarter++) {
				while (asked < this.distinct * quarter / 4) {
					asked += this.wrk.distinct(gateway.url("kept-"), this.seconds, asked);
				}
				System.out.printf("  after %,d distinct addresses %.0f MiB%n", asked, gateway.heapAfterCollection());
			}
			streams.open(1_000);
			System.out.printf("  with %,d streams open %.0f MiB%n", streams.count(), gateway.heapAfterCollection());
		}
	}

	private Gateway start(Setting setting, String... settings) throws Exception {
		return Gateway.start(this.jar, this.home.resolve("gateway.log"), setting.brokers, setting.catalog,
				setting.issuer.uri(), settings);
	}

	/** What stands around a gateway. */
	private record Setting(String brokers, String catalog, TokenIssuer issuer) {
	}

}
