package io.broadsheet.benchmarks.edge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.broadsheet.benchmarks.ledger.Broker;
import io.broadsheet.benchmarks.ledger.Child;
import io.broadsheet.benchmarks.ledger.TokenIssuer;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.admin.Admin;

/**
 * How fast the gateway is, with all that it does, and what it keeps in memory; in parts,
 * with one gateway at a time where possible, since each warms up for long.
 */
public final class EdgeBenchmark {

	/** Enough for a gateway that answers from memory. */
	private static final int WARM_UP = 20;

	/** The way to an upstream is longer, and compiled for longer. */
	private static final int LONG_WARM_UP = 90;

	/**
	 * Sent through a trusted proxy, so that the same gateway counts one client and not
	 * the other.
	 */
	private static final String COUNTED = "X-Forwarded-For: 203.0.113.9";

	private static final String EXEMPT = "X-Forwarded-For: 127.0.0.1";

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
	 * @param args the gateway's jar, a directory to work in, the part, and if others than
	 * usual are wanted: rounds, seconds of each measurement, and distinct addresses
	 * @throws Exception if anything fails
	 */
	public static void main(String[] args) throws Exception {
		List<Part> parts = (args.length > 2 && !args[2].equals("all"))
				? List.of(Part.valueOf(args[2].toUpperCase(Locale.ROOT))) : List.of(Part.values());
		int rounds = (args.length > 3) ? Integer.parseInt(args[3]) : 5;
		int seconds = (args.length > 4) ? Integer.parseInt(args[4]) : 5;
		long distinct = (args.length > 5) ? Long.parseLong(args[5]) : 1_000_000;
		EdgeBenchmark benchmark = new EdgeBenchmark(Path.of(args[0]), Path.of(args[1]), rounds, seconds, distinct);
		for (Part part : parts) {
			benchmark.measure(part);
		}
		System.exit(0);
	}

	private void measure(Part part) throws Exception {
		try (Child broker = Child.ofOwn(Broker.class);
				Child catalog = Child.ofOwn(Upstream.class);
				TokenIssuer issuer = new TokenIssuer()) {
			String brokers = broker.awaitReady();
			createTopics(brokers);
			int upstream = Integer.parseInt(catalog.awaitReady());
			part.measure(this, new Setting(brokers, upstream, issuer));
		}
	}

	private static void createTopics(String brokers) throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
			admin.createTopics(Arrays.stream(Topic.values()).map((topic) -> topic.toNewTopic((short) 1)).toList())
				.all()
				.get();
		}
	}

	private void kept(Setting setting) throws Exception {
		String bare = setting.catalog() + "/api/v1/articles/";
		Optional<Nginx> nginx = Nginx.start(this.home, setting.upstream());
		try (Gateway gateway = start(setting)) {
			Contest kept = new Contest("Kept article").with("gateway", (s) -> this.wrk.rate(gateway.url("kept-1"), s))
				.with("bare Reactor Netty", (s) -> this.wrk.rate(bare + "kept-1", s));
			nginx.ifPresent((server) -> kept.with("nginx", (s) -> this.wrk.rate(server.keeping("kept-1"), s)));
			kept.run(WARM_UP, this.rounds, this.seconds);
			kept.compare("gateway", "bare Reactor Netty", "target: at least 0.8");
			kept.compare("gateway", "nginx", "target: at least 1.5");
			kept.compare("bare Reactor Netty", "nginx", "for comparison");
		}
		finally {
			nginx.ifPresent(Nginx::close);
		}
	}

	private void uncached(Setting setting) throws Exception {
		Optional<Nginx> nginx = Nginx.start(this.home, setting.upstream());
		try (Gateway gateway = start(setting)) {
			warmUp(gateway, LONG_WARM_UP);
			Contest passed = new Contest("Passed article").with("gateway",
					(s) -> this.wrk.rateOfDistinct(gateway.url("passed-"), s));
			nginx.ifPresent(
					(server) -> passed.with("nginx", (s) -> this.wrk.rateOfDistinct(server.passing("passed-"), s)));
			passed.run(this.seconds, this.rounds, this.seconds);
			passed.compare("gateway", "nginx", "target: at least 0.35");
		}
		finally {
			nginx.ifPresent(Nginx::close);
		}
	}

	/**
	 * What can be left out by who asks is left out so, in one gateway; metrics and the
	 * breaker only in others. Addresses with escapes and requests with tokens go through
	 * the filters, all others don't.
	 */
	private void features(Setting setting) throws Exception {
		String bearer = "Authorization: Bearer " + setting.issuer().token();
		try (Gateway gateway = start(setting, "--TRUSTED_PROXIES=127.0.0.1", GENEROUS);
				Gateway silent = start(setting, "--TRUSTED_PROXIES=127.0.0.1", GENEROUS,
						"--management.metrics.enable.all=false", "--management.observations.enable.all=false");
				Gateway unguarded = start(setting, "--TRUSTED_PROXIES=127.0.0.1", GENEROUS, Gateway.BREAKERS_EXPOSED)) {
			unguarded.disableBreaker("catalog");
			warmUp(gateway, LONG_WARM_UP / 2);
			warmUp(silent, LONG_WARM_UP / 2);
			warmUp(unguarded, LONG_WARM_UP / 2);
			Contest features = new Contest("Passed article")
				.with("gateway", (s) -> this.wrk.rateOfDistinct(gateway.url("passed-"), s, EXEMPT))
				.with("by the filters", (s) -> this.wrk.rateOfDistinct(gateway.url("passed%2D"), s, EXEMPT))
				.with("with a token", (s) -> this.wrk.rateOfDistinct(gateway.url("passed-"), s, EXEMPT, bearer))
				.with("with a counted rate", (s) -> this.wrk.rateOfDistinct(gateway.url("passed-"), s, COUNTED))
				.with("without metrics", (s) -> this.wrk.rateOfDistinct(silent.url("passed-"), s, EXEMPT))
				.with("with a breaker that is disabled",
						(s) -> this.wrk.rateOfDistinct(unguarded.url("passed-"), s, EXEMPT))
				.run(WARM_UP / 2, this.rounds, this.seconds);
			features.compare("by the filters", "gateway", "what they and Spring Cloud Gateway cost");
			features.compare("with a token", "by the filters", "what checking it costs");
			features.compare("with a counted rate", "gateway", "what counting costs");
			features.compare("gateway", "without metrics", "what metrics cost");
			features.compare("gateway", "with a breaker that is disabled", "what a breaker's count costs");
		}
	}

	private void memory(Setting setting) throws Exception {
		try (Gateway gateway = start(setting, "--broadsheet.stream.per-client=2000")) {
			System.out.printf("Heap after a full collection: at the start %.0f MiB%n", gateway.heapAfterCollection());
			long asked = 0;
			for (int quarter = 1; quarter <= 4; quarter++) {
				while (asked < this.distinct * quarter / 4) {
					asked += this.wrk.distinct(gateway.url("kept-"), this.seconds, asked);
				}
				System.out.printf("  after %,d distinct addresses %.0f MiB%n", asked, gateway.heapAfterCollection());
			}
		}
	}

	private void streams(Setting setting) throws Exception {
		try (Gateway gateway = start(setting, "--broadsheet.stream.per-client=2000");
				OpenStreams streams = new OpenStreams(gateway.port());
				Changes changes = new Changes(setting.brokers())) {
			System.out.printf("Heap after a full collection: at the start %.0f MiB%n", gateway.heapAfterCollection());
			streams.open(1_000);
			System.out.printf("  with %,d streams open %.0f MiB%n", streams.count(), gateway.heapAfterCollection());
			for (int quarter = 1; quarter <= 4; quarter++) {
				long told = changes.tell(100, this.seconds);
				System.out.printf("  after %,d events to each, %,d heard by all: %.0f MiB%n", told, streams.heard(told),
						gateway.heapAfterCollection());
			}
		}
	}

	private void warmUp(Gateway gateway, int seconds) throws Exception {
		List<String> rates = new ArrayList<>();
		for (int warm = 0; warm < seconds; warm += WARM_UP / 2) {
			rates.add("%.0f".formatted(this.wrk.rateOfDistinct(gateway.url("passed-"), WARM_UP / 2)));
		}
		System.out.println("Warm-up of the gateway, answers a second: " + String.join(", ", rates));
	}

	private Gateway start(Setting setting, String... settings) throws Exception {
		return Gateway.start(this.jar, this.home.resolve("gateway.log"), setting.brokers(), setting.catalog(),
				setting.issuer().uri(), settings);
	}

	/** What can be measured by itself, each in less than four minutes. */
	private enum Part {

		KEPT(EdgeBenchmark::kept), UNCACHED(EdgeBenchmark::uncached), FEATURES(EdgeBenchmark::features),
		MEMORY(EdgeBenchmark::memory), STREAMS(EdgeBenchmark::streams);

		private final Measurement measurement;

		Part(Measurement measurement) {
			this.measurement = measurement;
		}

		void measure(EdgeBenchmark benchmark, Setting setting) throws Exception {
			this.measurement.measure(benchmark, setting);
		}

		/** Measures a part. */
		@FunctionalInterface
		private interface Measurement {

			void measure(EdgeBenchmark benchmark, Setting setting) throws Exception;

		}

	}

	/** What stands around a gateway. */
	private record Setting(String brokers, int upstream, TokenIssuer issuer) {

		String catalog() {
			return "http://127.0.0.1:" + this.upstream;
		}

	}

}
