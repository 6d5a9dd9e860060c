package io.broadsheet.benchmarks.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.broadsheet.events.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * How long until the other instance acknowledges a change in each partition of one that
 * was killed.
 *
 * @param articles how many there are, in all partitions
 * @param kilobytes how long their bodies are
 * @param standbyReplicas how many instances follow each partition
 */
record TakeOver(int articles, int kilobytes, int standbyReplicas) {

	/** Short, so that what is read back shows beside it. */
	private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(3);

	private static final Duration WARM_UP = Duration.ofSeconds(5);

	private static final String KILLED = "killed";

	void measure(Path jar, Path home) throws Exception {
		Files.createDirectories(home);
		try (Child broker = Child.ofOwn(Broker.class)) {
			String brokers = broker.awaitReady();
			IngestPeer.Ledger settings = new IngestPeer.Ledger(this.standbyReplicas, SESSION_TIMEOUT);
			try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers));
					TokenIssuer issuer = new TokenIssuer();
					IngestPeer survivor = IngestPeer.start(jar, issuer, brokers, home, "survivor", settings);
					IngestPeer killed = IngestPeer.start(jar, issuer, brokers, home, KILLED, settings)) {
				survivor.awaitReady();
				killed.awaitReady();
				Set<Integer> partitions = awaitShare(admin);
				Load load = new Load(this.kilobytes * 1024);
				new Load(1024).rate(survivor, 8, WARM_UP);
				Archive archive = new Archive(brokers, admin);
				Map<Integer, String> samples = archive.fill(survivor, load, this.articles);
				samples.keySet().retainAll(partitions);
				// standbys follow commit by commit
				TimeUnit.SECONDS.sleep(5);
				long restored = survivor.restored();
				killed.kill();
				List<Double> seconds = revise(survivor, samples.values(), load.draft());
				report(partitions.size(), seconds, survivor.restored() - restored);
			}
		}
	}

	private void report(int partitions, List<Double> seconds, long restored) {
		System.out.printf(
				"Take-over of %d of %d partitions with %d articles of %d KB in all, session time-out %d s, standby "
						+ "replicas %d: first acknowledgement in each partition %s s after the kill, %d records read "
						+ "back%n",
				partitions, Topic.PARTITIONS, this.articles, this.kilobytes, SESSION_TIMEOUT.toSeconds(),
				this.standbyReplicas,
				seconds.stream().sorted().map((each) -> "%.1f".formatted(each)).collect(Collectors.joining(", ")),
				restored);
	}

	/** Revises these articles, all at a time; the seconds that each one took. */
	private static List<Double> revise(IngestPeer ingest, Iterable<String> articles, String draft) {
		long start = System.nanoTime();
		List<CompletableFuture<Double>> acknowledged = new ArrayList<>();
		for (String article : articles) {
			Supplier<Double> revision = () -> {
				ingest.reviseAtAllCosts(article, UUID.randomUUID().toString(), draft);
				return (System.nanoTime() - start) / 1e9;
			};
			acknowledged.add(CompletableFuture.supplyAsync(revision, (task) -> new Thread(task).start()));
		}
		return acknowledged.stream().map(CompletableFuture::join).toList();
	}

	/** Waits until both instances have a share, and says which the one to kill has. */
	private static Set<Integer> awaitShare(Admin admin) throws Exception {
		while (true) {
			Map<String, Set<Integer>> shares = admin.describeConsumerGroups(List.of(Archive.GROUP))
				.all()
				.get()
				.values()
				.stream()
				.flatMap((group) -> group.members().stream())
				.collect(Collectors.groupingBy(TakeOver::instance,
						Collectors.flatMapping(TakeOver::partitions, Collectors.toSet())));
			Set<Integer> share = shares.getOrDefault(KILLED, Set.of());
			if (shares.size() == 2 && share.size() == Topic.PARTITIONS / 2) {
				return share;
			}
			TimeUnit.MILLISECONDS.sleep(200);
		}
	}

	/** Each thread of an instance is a member, named for it with a number behind. */
	private static String instance(MemberDescription member) {
		return member.groupInstanceId().orElse("").replaceFirst("-\\d+$", "");
	}

	private static Stream<Integer> partitions(MemberDescription member) {
		return member.assignment().topicPartitions().stream().map(TopicPartition::partition);
	}

}
